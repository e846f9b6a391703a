#pragma once

#include <concepts>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/graph.hpp>
#include <coracle/reactive/named.hpp>
#include <coracle/reactive/owner.hpp>
#include <coracle/reactive/pool.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

class Effect;

namespace reactive {

/// An effect without its function.
class EffectNode : public OwnedNode {
 public:
  explicit EffectNode(Operate operate) : OwnedNode(operate, effect) { ++graph.counts.observers; }
  ~EffectNode();

  Effect* handle = nullptr;
};

template <class F>
class EffectFunction final : public EffectNode {
 public:
  template <class G>
  explicit EffectFunction(G&& function)
      : EffectNode(&operate), function_(std::forward<G>(function)) {}

 private:
  static bool operate(Node& node, Operation operation, void* answer) {
    auto& self = static_cast<EffectFunction&>(node);
    switch (operation) {
      case Operation::run: static_cast<void>(self.function_()); return false;
      case Operation::destroy: pool::destroy(self); return false;
      default: return answer_name<F>(self.function_, operation, answer);
    }
  }

  F function_;
};

}  // namespace reactive

/// The handle of an effect. It ends the effect when it goes away, unless the effect belongs to an
/// owner: then the owner ends it, and the handle only serves to end it earlier.
class Effect {
 public:
  Effect() noexcept = default;
  Effect(Effect&& other) noexcept : Effect(other.node_) { other.node_ = nullptr; }
  Effect& operator=(Effect&& other) noexcept {
    if (this != &other) {
      let_go();
      hold(std::exchange(other.node_, nullptr));
    }
    return *this;
  }
  ~Effect() { let_go(); }

  /// Ends the effect and runs its clean-ups. Ending it twice is harmless. It may be ended inside
  /// its own run, which then goes on to its end.
  void dispose() noexcept;
  /// False once the effect has ended.
  explicit operator bool() const noexcept { return node_ != nullptr; }

 private:
  template <class F>
  friend Effect effect(F&& f);
  friend class reactive::EffectNode;

  explicit Effect(reactive::EffectNode* node) noexcept { hold(node); }
  void hold(reactive::EffectNode* node) noexcept {
    node_ = node;
    if (node_) node_->handle = this;
  }
  void let_go() noexcept {
    if (!node_) return;
    if (!node_->owned_slot) return dispose();
    node_->handle = nullptr;
    node_ = nullptr;
  }

  reactive::EffectNode* node_ = nullptr;
};

inline reactive::EffectNode::~EffectNode() {
  if (handle) handle->node_ = nullptr;
  graph.detach_subscriber(*this);
  --graph.counts.observers;
}

/// Runs f now, and again whenever something it read has changed.
///
///     Effect shown = effect([=] { label.set(str("Hello ", name())); });
///
/// It runs once per commit, with every value of that commit in place. Only what the last run read
/// counts. What it changes leads to another commit after the one under way, so an effect may set
/// what it reads; one that is still not done after 100 runs in a row is stopped until the next
/// change from outside, and reported as an `Error` with code "cycle". Effects and clean-ups made
/// inside belong to it and end before its next run. In builds with exceptions, an effect that
/// throws is reported once for that run and stays alive; the others run.
///
/// Inside an effect or `Owner::run` the result may be ignored: the owner holds the effect.
/// Elsewhere the effect ends with the returned handle. A name, a string literal, tells in reports
/// which effect it was: `effect("title", [=] { … })`.
template <class F>
Effect effect(F&& f) {
  using Function = std::decay_t<F>;
  static_assert(!reactive::Coroutine<std::invoke_result_t<Function&>>,
                "an effect cannot wait: use bind or watch for coroutines");
  auto* node = reactive::pool::make<reactive::EffectFunction<Function>>(std::forward<F>(f));
  Effect handle(node);
  reactive::graph.start(*node);
  return handle;
}

template <class F>
Effect effect(const char* name, F&& f) {
  return effect(reactive::Named<std::decay_t<F>>{std::forward<F>(f), name});
}

}  // namespace coracle
