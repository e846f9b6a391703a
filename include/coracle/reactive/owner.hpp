#pragma once

#include <concepts>
#include <coracle/reactive/graph.hpp>
#include <coracle/reactive/named.hpp>
#include <coracle/reactive/pool.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// Collects the effects and clean-ups that are made while a function runs, and ends them together.
///
///     Owner owner;
///     owner.run([&] {
///       effect([=] { label.set(name()); });
///       on_cleanup([=] { log("gone"); });
///     });
///     owner.dispose();  // or the destructor
///
/// Effects made inside an effect belong to that effect instead: its next run ends them. `dispose`
/// ends the newest first, runs their clean-ups, commits what those changed when all are gone, and
/// leaves the owner ready for use. Owner and everything in it may end at any moment, also from
/// inside one of its own effects or its own `run`.
class Owner {
 public:
  Owner();
  Owner(const Owner&) = delete;
  Owner& operator=(const Owner&) = delete;
  ~Owner();

  /// Calls f as the current owner and returns its result. Reads are recorded as they would be
  /// without the owner.
  template <std::invocable F>
  decltype(auto) run(F&& f) {
    RunScope scope(*state_);
    return std::forward<F>(f)();
  }

  void dispose();
  bool empty() const noexcept { return state_->owned == nullptr; }

  /// The owner whose `run` is on the stack and that effects made now would belong to; null inside
  /// an effect or outside of any owner.
  static Owner* current() noexcept;

 private:
  // Lives as long as the owner or a `run` of it.
  struct State {
    Owner* owner;
    reactive::OwnedNode* owned = nullptr;
    unsigned runs = 0;
  };

  class RunScope {
   public:
    explicit RunScope(State& state);
    ~RunScope();
    RunScope(const RunScope&) = delete;
    RunScope& operator=(const RunScope&) = delete;

   private:
    State& state_;
    reactive::OwnedNode** former_list_;
    reactive::Run* former_run_;
    State* former_current_;
  };

  static void release(State& state);
  static State* current_;

  State* state_;
};

namespace reactive {

template <class F>
class CleanupFunction final : public OwnedNode {
 public:
  template <class G>
  explicit CleanupFunction(G&& function)
      : OwnedNode(&operate, cleanup), function_(std::forward<G>(function)) {}

 private:
  static bool operate(Node& node, Operation operation, void*) {
    auto& self = static_cast<CleanupFunction&>(node);
    if (operation == Operation::run) self.function_();
    if (operation == Operation::destroy) pool::destroy(self);
    return false;
  }

  F function_;
};

/// Gives a clean-up to the current owner; without one reports the mistake and drops it.
void adopt_cleanup(OwnedNode& node);

}  // namespace reactive

/// Runs f once: before the effect or computed that is running now runs again, or when it or the
/// current `Owner` ends. The newest clean-up runs first. A computed also cleans up when it has lost
/// its last subscriber. Reads in f are not recorded.
///
///     effect([=] {
///       auto id = listen(url());
///       on_cleanup([id] { unlisten(id); });
///     });
///
/// Outside of any owner nobody would ever run it: that is reported as an `Error` with code
/// "bad_argument".
template <std::invocable F>
void on_cleanup(F&& f) {
  using Function = std::decay_t<F>;
  reactive::adopt_cleanup(
      *reactive::pool::make<reactive::CleanupFunction<Function>>(std::forward<F>(f)));
}

}  // namespace coracle
