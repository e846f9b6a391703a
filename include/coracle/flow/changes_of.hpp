#pragma once

#include <coracle/base/str.hpp>
#include <coracle/flow/source.hpp>
#include <coracle/reactive/equal.hpp>
#include <optional>
#include <string>
#include <utility>

// What counts as a change of a source, for those who wait for one. `read()` is called where the
// reader is recorded; `each_new(take)` when the reader has become stale, and calls `take(value)`
// for each change since the last time. `name()` says what a wait is for.

namespace coracle::detail {

/// Of a signal or a computed: that its readers become stale says it all.
template <class Source>
class ChangesOf {
 public:
  using value_type = typename Source::value_type;
  explicit ChangesOf(Source source) : source_(std::move(source)) {}

  void read() const { source_.get(); }
  template <class Take>
  void each_new(Take&& take) const {
    take(source_.get());
  }
  static std::string name() { return "a change of a signal"; }

 private:
  Source source_;
};

/// Of a parameter: another value, or a trigger.
template <class T>
class ChangesOf<ParameterSource<Parameter<T>>> {
 public:
  using value_type = T;
  explicit ChangesOf(ParameterSource<Parameter<T>> source)
      : source_(std::move(source)), last_(source_.parameter.peek()), seen_(last_change_stamp()) {}

  void read() const { source_.get(); }
  template <class Take>
  void each_new(Take&& take) {
    const T& now = source_.parameter.peek();
    const bool triggered =
        source_.parameter.triggered_since(std::exchange(seen_, last_change_stamp()));
    // Away and back, read in between: its readers become stale, but nothing has changed.
    if (!triggered && reactive::same_value(last_, now)) return;
    take(last_ = now);
  }
  std::string name() const { return str("a change of ", source_.parameter.name()); }

 private:
  ParameterSource<Parameter<T>> source_;
  T last_;
  ChangeStamp seen_;
};

/// Of an event: each pulse, also where several happen in one batch.
template <>
class ChangesOf<ParameterSource<Event>> {
 public:
  using value_type = Pulse;
  explicit ChangesOf(ParameterSource<Event> source)
      : source_(std::move(source)), seen_(source_.parameter.peek_count()) {}

  void read() const { source_.get(); }
  template <class Take>
  void each_new(Take&& take) {
    for (const int last = source_.parameter.peek_count(); seen_ != last;) take(Pulse{++seen_});
  }
  std::string name() const { return str("the event ", source_.parameter.name()); }

 private:
  ParameterSource<Event> source_;
  int seen_;
};

/// Of a binding: another value, the first one included; not that a run of it has failed.
template <class T>
class ChangesOf<BindingSource<T>> {
 public:
  using value_type = T;
  explicit ChangesOf(BindingSource<T> source) : source_(std::move(source)) {
    if (const T* value = source_.binding->latest()) last_ = *value;
  }

  void read() const { source_.ready(); }
  template <class Take>
  void each_new(Take&& take) {
    const T* now = source_.binding->latest();
    if (!now || (last_ && reactive::same_value(*last_, *now))) return;
    take(last_.emplace(*now));
  }
  static std::string name() { return "a change of a binding"; }

 private:
  BindingSource<T> source_;
  std::optional<T> last_;
};

template <class T>
class ChangesOf<ConstantSource<T>> {
 public:
  using value_type = T;
  static_assert(!sizeof(T),
                "this never changes: wait for a parameter, a signal, a computed, a "
                "binding, an event, or a component, which stands for its value");
};

}  // namespace coracle::detail

namespace coracle {

/// What who waits for a change of a source is given: its value, or of an event the `Pulse`.
template <class S>
using change_of_t = typename detail::ChangesOf<source_of_t<S>>::value_type;

}  // namespace coracle
