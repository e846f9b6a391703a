#pragma once

#include <coracle/base/ref.hpp>

#include "value.hpp"

namespace coracle::javascript {

/// A JavaScript function that hears of events. Each call is a run of its own, of which there may
/// be many; an async one's promise is waited for, and its signal aborted with the scope.
class Callback final : public RefCounted {
 public:
  explicit Callback(val function) : function_(std::move(function)) {}

  /// To be called within a scope, which takes the errors.
  void call(val argument);

 private:
  AnyValue function_;
};

}  // namespace coracle::javascript
