#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/print.hpp>
#include <string>

// clang-format off
#define CORACLE_LOG(PARAMETER, EVENT)                                                            \
  PARAMETER(int, limit, 10000, "How many lines it keeps, 0 for all; older ones go. At least 0.") \
  PARAMETER(std::string, label, "Log", "What it records, for those who cannot see it.")
// clang-format on

namespace coracle {

/// For `Log::clear`: not now, but when there is something else to show.
struct AfterNext {};
inline constexpr AfterNext after_next;

/// A record of what happens: lines of text, errors and views, the newest last.
///
///     Log log;
///     log.print("did work ", i, "\n");
///     log.error("it failed\n");
///     log.show(Progress({.value = 30}));
///     log.clear(after_next);
///
/// Text is text: a line ends where it says "\n". What was printed stands in the page once and is
/// never written again, so that many lines cost what they weigh. The log shows its end until the
/// reader scrolls away from there.
///
/// Semantics: ipywidgets' Output.
class Log : public Component {
  CORACLE_COMPONENT(Log, CORACLE_LOG)

  Log();
  explicit Log(Options options);
  /// A handle to a log that is there; `state` must be one's.
  explicit Log(Ref<ComponentState> state) : Component(std::move(state)) {}

  /// Adds text, made of what `str` takes.
  template <class... Parts>
  void print(const Parts&... parts) const {
    add(str(parts...), false);
  }
  /// The same, marked as an error.
  template <class... Parts>
  void error(const Parts&... parts) const {
    add(str(parts...), true);
  }
  /// Adds a view. It counts as one line.
  void show(const View& view) const;
  /// Removes everything.
  void clear() const;
  /// Removes everything when the next thing is added, so that nothing flickers in between.
  void clear(AfterNext) const;

  /// The function `f`, of any kind, such that the free `print` in each of its calls adds to this
  /// log, also after the call has waited. What it takes and returns stays.
  ///
  ///     bind(log.capture(get_image), slider)
  template <class F>
  auto capture(F f) const {
    return detail::Captured<F>(sink(), std::move(f));
  }

 private:
  void add(std::string_view text, bool is_error) const;
  detail::SinkRef sink() const;
};

}  // namespace coracle
