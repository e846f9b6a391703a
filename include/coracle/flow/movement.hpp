#pragma once

#include <coracle/flow/parameter.hpp>
#include <coracle/reactive/signal.hpp>
#include <utility>

namespace coracle {

/// Says whether a person is moving a parameter: dragging a slider, typing a text. A component has
/// one for each such parameter and names it in `ParameterOwner::movement_of`.
///
///     Movement moving{value};
///     const Movement* movement_of(const ParameterBase& parameter) const override {
///       return &parameter == &value ? &moving : nullptr;
///     }
///     void handle(std::uint32_t, const PageEvent& event) override {
///       if (event.kind == EventKind::input) moving.move(value, number);   // goes on
///       if (event.kind == EventKind::change) moving.release(value, number);
///     }
///
/// What is set by `move` counts as moving until `release`; what a program sets counts as committed
/// at once. Bindings with rate `on_commit`, and those that take a `Trigger`, hear of the release
/// even if the value is still the same.
class Movement {
 public:
  explicit Movement(const ParameterBase& parameter) : parameter_(parameter) {}

  template <class T>
  void move(const Parameter<T>& parameter, T value) {
    batch([&] {
      if (parameter.set(std::move(value))) moved();
    });
  }
  template <class T>
  void release(const Parameter<T>& parameter, T value) {
    batch([&] {
      parameter.set(std::move(value));
      release();
    });
  }
  /// Lets go of the value that stands. Harmless when nothing moves.
  void release();

  /// Whether the newest change was a move that was not let go of yet.
  bool is_moving() const;
  /// Makes the reader run when it is let go of.
  void track() const { moving_.get(); }
  ChangeStamp released_at() const { return released_at_; }

 private:
  void moved();

  const ParameterBase& parameter_;
  SignalNode<bool> moving_{false};
  ChangeStamp moved_at_ = 0;
  ChangeStamp released_at_ = 0;
};

}  // namespace coracle
