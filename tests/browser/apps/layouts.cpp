// The layouts, each with a record of what was heard of it.
#include <coracle/coracle.hpp>

using namespace coracle;

View app() {
  Log log({.label = "Heard"});
  TextInput name({.label = "Name"});

  Tabs tabs({.label = "Views"}, Titled("First", Column("in the first", name)),
            Titled("Second", bind([log] {
                     log.print("second made\n");
                     return "in the second";
                   })),
            Titled("Third", "in the third"));
  tabs.active.watch([log](Change<int> change) { log.print("tab ", change.now, "\n"); });

  Accordion accordion(Titled("Filter", Column("in the filter", Checkbox({.label = "Only new"}))),
                      Titled("Details", "in the details"));
  accordion.active.watch([log](const Change<std::vector<int>>& change) {
    log.print("open", change.now.size(), "\n");
  });

  Column list("one", "two", TextInput({.label = "Kept"}));
  Button more({.label = "More"});
  more.on_click([list](Click click) { list.insert(1, str("more ", click.count)); });
  Button turn({.label = "Turn"});
  turn.on_click([list] { list.reverse(); });
  Button less({.label = "Less"});
  less.on_click([list] { list.pop(0); });
  Button close({.label = "Close all"});
  close.on_click([tabs, accordion] {
    tabs.active = 0;
    accordion.active = std::vector<int>{};
  });

  return Column(tabs, accordion,
                Grid({.columns = 2}, Card({.title = "List"}, list, Row(more, turn, less)),
                     Card({.title = "Grid"}, Grid("a", "b", "c")), Placeholder("placed"), close),
                log);
}
CORACLE_APP(app)
