#include <coracle/ui/print.hpp>

#include <coracle/base/report.hpp>

namespace coracle::detail {

void print_text(std::string_view text) {
  if (auto* sink = static_cast<TextSink*>(Strand::inherited_local())) {
    sink->write(text);
  } else {
    report(Error("no_log", str("printed where no log captures it: ", text)), "print");
  }
}

}  // namespace coracle::detail
