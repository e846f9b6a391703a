#pragma once

#include <coracle/base/config.hpp>
#include <string>
#include <type_traits>

namespace coracle {

class Timer;
class Waiter;

/// Says in words what a coroutine waits for; `run_tree` prints it. Where there is no introspection
/// it is nothing, and costs nothing.
///
///     suspend(awaiting.promise(), "a message");
///     suspend(awaiting.promise(), {"a timer", &timer_});  // "a timer in 500 ms"
///     suspend(awaiting.promise(), [](const Waiter& waiter) {
///       return str("a change of ", static_cast<const NextChange&>(waiter).name());
///     });
///
/// The text must be a literal. The function, which must capture nothing, is called when the tree
/// is printed, with the waiter.
class WaitNote {
 public:
  using Describe = std::string (*)(const Waiter& waiter);

#if CORACLE_INTROSPECTION
  constexpr WaitNote(const char* text, const Timer* timer = nullptr) noexcept
      : text_(text), timer_(timer) {}
  template <class F>
    requires std::is_convertible_v<F, Describe>
  constexpr WaitNote(F describe) noexcept : describe_(describe) {}

  /// The waiter may be null, if there is no function that asks for it.
  std::string text(const Waiter* waiter) const;

 private:
  const char* text_ = "something";
  const Timer* timer_ = nullptr;
  Describe describe_ = nullptr;
#else
  constexpr WaitNote(const char*, const Timer* = nullptr) noexcept {}
  template <class F>
    requires std::is_convertible_v<F, Describe>
  constexpr WaitNote(F) noexcept {}
#endif
};

}  // namespace coracle
