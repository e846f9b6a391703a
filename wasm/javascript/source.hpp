#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/changes_of.hpp>
#include <coracle/flow/source.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "binding.hpp"
#include "observable.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// A parameter, an event or a binding that is kept alive: a source as the templates of flow take
/// one. Its value is that which JavaScript sees.
class Source {
 public:
  using value_type = AnyValue;
  explicit Source(const Observable& what)
      : what_(what),
        owner_(what.binding() ? static_cast<ParameterOwner*>(what.binding())
                              : &what.parameter()->owner()) {}

  const Observable& what() const { return what_; }

 private:
  Observable what_;
  Ref<ParameterOwner> owner_;
};

inline Source source_of(const Source& source) { return source; }

}  // namespace coracle::javascript

template <>
class coracle::detail::ChangesOf<coracle::javascript::Source> {
 public:
  using value_type = javascript::AnyValue;
  explicit ChangesOf(javascript::Source source)
      : source_(std::move(source)), noter_(source_.what()) {}

  void read() const { source_.what().track(); }
  template <class Take>
  void each_new(Take&& take) {
    noter_.each_new([&](const javascript::Happening& happened) { take(happened.value()); });
  }
  static std::string name() { return "a change"; }

 private:
  javascript::Source source_;
  javascript::ChangeNoter noter_;
};
