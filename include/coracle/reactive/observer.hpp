#pragma once

#include <concepts>
#include <coracle/reactive/graph.hpp>
#include <utility>

namespace coracle {

class Observer;

namespace reactive {

class ObserverNode final : public Subscriber {
 public:
  explicit ObserverNode(Observer& owner) : Subscriber(&operate, Flags::observer), owner(&owner) {
    ++graph.counts.observers;
  }
  ~ObserverNode();

  static bool operate(Node& node, Operation operation, void* answer);

  Observer* owner;  ///< null once that is gone
};

}  // namespace reactive

/// Hears of changes and decides itself what to do: the building block of bindings, watchers and
/// painting.
///
///     struct Title : Observer {
///       Title() : Observer([](Observer& self) { static_cast<Title&>(self).ask_for_frame(); }) {}
///       void paint() { track([this] { show(name()); }); }
///     };
///
/// `track` records what a function reads, in place of what was recorded before. When any of it has
/// really changed (a computed that came out equal has not), `stale` is called in the commit, once,
/// before the effects of that commit run; observers hear in the order in which they became stale.
/// If `stale` does not track again, the record stays, and the next change calls it again.
///
/// `stale` may do anything, end its observer included; what it changes is delivered by a following
/// commit. An observer added during a commit hears of the next one. An observer that is stale 100
/// times in a row without an end is reported as an `Error` with code "cycle" and left out until the
/// next change from outside. Effects made inside `track` belong to the current owner, not to the
/// observer.
class Observer {
 public:
  using Stale = void (*)(Observer& self);

  /// `name`, a string literal, tells in reports which observer it was.
  explicit Observer(Stale stale, const char* name = nullptr);
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  ~Observer();

  /// Calls f, records what it reads, and returns its result.
  template <std::invocable F>
  decltype(auto) track(F&& f) {
    node_->flags |= reactive::tracked;
    reactive::OperationScope operation;
    reactive::Run run;
    run.begin(*node_);
    return std::forward<F>(f)();
  }
  /// Forgets what was recorded; a change that was not delivered yet will not be.
  void clear();

 private:
  friend class reactive::ObserverNode;

  Stale stale_;
  const char* name_;
  reactive::ObserverNode* node_;
};

}  // namespace coracle
