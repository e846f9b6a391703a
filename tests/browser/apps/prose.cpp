// HTML and Markdown, harmless and not.
#include <coracle/coracle.hpp>

using namespace coracle;

View app() {
  const TextInput source({.label = "Source"});
  const Checkbox trusted({.label = "Trusted"});
  const Html html({.object = "<p>Some <b>words</b></p>"});
  const Markdown markdown(R"(## Results

A *table*, a [link](https://example.org/) and `code`:

| run | time  |
|-----|------:|
| 1   | 2.5 s |
| 2   | 2.4 s |

```
int main() {}
```

- one
- two

> quoted
)");
  const Checkbox as_markdown({.label = "As Markdown"});
  source.value.watch([=](const Change<std::string>& change) {
    if (as_markdown.value()) {
      markdown.object = change.now;
    } else {
      html.object = change.now;
    }
  });
  trusted.value.watch([=](Change<bool> change) { html.trusted = change.now; });
  return Column(Row(trusted, as_markdown), source, html, markdown);
}
CORACLE_APP(app)
