#pragma once

#include <concepts>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/graph.hpp>
#include <coracle/reactive/handle.hpp>
#include <coracle/reactive/pool.hpp>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace coracle {

/// A value that knows who read it, to be embedded where it belongs: a parameter of a component, the
/// status of a binding. It does not move. Elsewhere use `Signal`, a handle to one.
///
/// A read inside an effect, a computed or `Observer::track` is recorded: when the value changes,
/// that reader runs again. Changes are delivered when the outermost batch ends; outside a batch,
/// before `set` returns. A value set away and back within a batch is no change.
///
/// Values are compared with ==; those that have none always count as changed. The value may be
/// move-only. Destroying a signal takes it off everything that read it and notifies nobody.
template <class T>
class SignalNode : private reactive::Node {
 public:
  SignalNode()
    requires std::default_initializable<T>
      : SignalNode(T{}) {}
  explicit SignalNode(T value) : SignalNode(std::move(value), &operate, 0) {}
  ~SignalNode();

  /// The value; the reader is recorded. The reference holds until the next change.
  const T& get() const;
  const T& operator()() const { return get(); }
  /// The value; nobody is recorded.
  const T& peek() const noexcept { return value_; }

  /// Sets the value and returns whether that changed it.
  bool set(T value);
  /// Sets the value and tells nobody. Computeds that read it keep what they computed.
  void set_silently(T value) {
    value_ = std::move(value);
    note_return();
  }
  /// Counts as a change although the value is the same: every reader runs again.
  void notify();

  /// Whether anything that read this signal would notice a change.
  bool is_observed() const noexcept { return subscribers.first != nullptr; }

 protected:
  SignalNode(T value, reactive::Operate operate, std::uint32_t flags);
  static bool operate(reactive::Node& node, reactive::Operation operation, void* answer);
  static SignalNode& from(reactive::Node& node) { return static_cast<SignalNode&>(node); }
  static reactive::Node& node_of(SignalNode& signal) { return signal; }
  void settle();

 private:
  /// Whether a former value can be forgotten without ending it.
  static constexpr bool is_plain = std::is_trivially_destructible_v<T>;
  void note_return();

  T value_;
  union {
    T before_;  // lives while the flag `before` is set
  };
};

/// A signal that does work only while somebody observes it, such as a binding that runs only while
/// it is shown.
///
///     struct Clock : ObservedSignalNode<int> {
///       Clock() : ObservedSignalNode(0, [](ObservedSignalNode& self, bool observed) {
///         static_cast<Clock&>(self).ticking(observed);
///       }) {}
///     };
///
/// The function is called with true after the first subscriber has come and with false after the
/// last has gone, when the operation that caused it has ended; a subscriber that comes back within
/// it goes unnoticed. The function must not run user code: let it post to the loop. A computed
/// that has read the signal counts as a subscriber until it is dropped, or until it has lost its
/// own last subscriber.
template <class T>
class ObservedSignalNode : public SignalNode<T> {
 public:
  using OnObserved = void (*)(ObservedSignalNode& self, bool observed);

  ObservedSignalNode(T value, OnObserved on_observed)
      : SignalNode<T>(std::move(value), &operate, reactive::hooked), on_observed_(on_observed) {}

 private:
  static bool operate(reactive::Node& node, reactive::Operation operation, void* answer);

  OnObserved on_observed_;
};

/// A value that knows who read it.
///
///     Signal count(0);
///     Effect shown = effect([count] { show(count()); });
///     count.set(1);                                       // shows 1
///     count = count.peek() + 1;                           // shows 2
///
/// A handle, one pointer wide: copying it shares the signal, so lambdas capture it by value. The
/// last handle frees the signal. Reading, writing and comparing are those of `SignalNode`.
/// Assigning a signal to a signal does not compile, because it could mean either the handle or the
/// value: write `a = b()` to copy the value.
template <class T>
class Signal {
  struct Pooled : SignalNode<T> {
    explicit Pooled(T value) : SignalNode<T>(std::move(value), &operate, 0) {}
    static bool operate(reactive::Node& node, reactive::Operation operation, void* answer);
    reactive::Node& node() { return SignalNode<T>::node_of(*this); }
    std::uint32_t handles = 1;
  };

 public:
  using value_type = T;

  Signal()
    requires std::default_initializable<T>
      : Signal(T{}) {}
  explicit Signal(T value) : handle_(reactive::pool::make<Pooled>(std::move(value))) {}
  Signal(const Signal&) = default;
  Signal& operator=(const Signal&) = delete;

  const T& operator()() const { return handle_->get(); }
  const T& get() const { return handle_->get(); }
  const T& peek() const noexcept { return handle_->peek(); }

  bool set(T value) const { return handle_->set(std::move(value)); }
  const Signal& operator=(T value) const {
    handle_->set(std::move(value));
    return *this;
  }
  /// Sets the value to what `f` makes of a copy of it.
  template <std::invocable<T> F>
  bool update(F&& f) const {
    return set(std::invoke(std::forward<F>(f), T(peek())));
  }
  void set_silently(T value) const { handle_->set_silently(std::move(value)); }
  void notify() const { handle_->notify(); }
  bool is_observed() const noexcept { return handle_->is_observed(); }

  /// Whether both handles share one signal.
  bool same(const Signal& other) const noexcept { return handle_.get() == other.handle_.get(); }

 private:
  reactive::Handle<Pooled> handle_;
};

Signal(const char*) -> Signal<std::string>;

// Bodies.

template <class T>
SignalNode<T>::SignalNode(T value, reactive::Operate operate, std::uint32_t flags)
    : Node(operate, flags | (is_plain ? 0U : reactive::settles)), value_(std::move(value)) {
  ++reactive::graph.counts.signals;
}

template <class T>
SignalNode<T>::~SignalNode() {
  reactive::graph.detach_source(*this);
  if (flags & reactive::before) std::destroy_at(&before_);
  --reactive::graph.counts.signals;
}

template <class T>
const T& SignalNode<T>::get() const {
  using reactive::graph;
  if (graph.active) {
    // Who reads a value now has seen it: the write must not reach him as a change.
    if (flags & reactive::written) graph.push_written();
    graph.track(const_cast<SignalNode&>(*this));
  }
  return value_;
}

template <class T>
bool SignalNode<T>::set(T value) {
  using reactive::graph;
  if (reactive::same_value(value_, value)) return false;
  if (!subscribers.first) {
    value_ = std::move(value);
    return true;
  }
  if (!(flags & reactive::before)) {
    std::construct_at(&before_, std::move(value_));
    flags |= reactive::before;
    value_ = std::move(value);
  } else {
    value_ = std::move(value);
    note_return();
  }
  if (!(flags & reactive::written)) graph.mark_written(*this);
  if (graph.depth == 0) graph.commit();
  return true;
}

/// Others compare when the write is pushed, and end the former value then.
template <class T>
void SignalNode<T>::note_return() {
  if constexpr (is_plain) {
    if (!(flags & reactive::before)) return;
    flags = reactive::same_value(before_, value_) ? flags | reactive::returned
                                                  : flags & ~reactive::returned;
  }
}

template <class T>
void SignalNode<T>::notify() {
  using reactive::graph;
  if (!subscribers.first) return;
  flags |= reactive::forced;
  if (!(flags & reactive::written)) graph.mark_written(*this);
  if (graph.depth == 0) graph.commit();
}

template <class T>
void SignalNode<T>::settle() {
  static_assert(!is_plain);
  using reactive::graph;
  const std::uint32_t state = flags;
  flags &= ~(reactive::written | reactive::before | reactive::forced);
  if (!(state & reactive::before)) {
    graph.push(*this);
    return;
  }
  // The former value ends last: its destructor may end this signal.
  T former = std::move(before_);
  std::destroy_at(&before_);
  if ((state & reactive::forced) || !reactive::same_value(former, value_)) graph.push(*this);
}

template <class T>
bool SignalNode<T>::operate(reactive::Node& node, reactive::Operation operation, void*) {
  if constexpr (!is_plain) {
    if (operation == reactive::Operation::settle) from(node).settle();
  }
  return false;
}

template <class T>
bool ObservedSignalNode<T>::operate(reactive::Node& node, reactive::Operation operation,
                                    void* answer) {
  auto& self = static_cast<ObservedSignalNode&>(SignalNode<T>::from(node));
  switch (operation) {
    case reactive::Operation::observed: self.on_observed_(self, true); return false;
    case reactive::Operation::unobserved: self.on_observed_(self, false); return false;
    default: return SignalNode<T>::operate(node, operation, answer);
  }
}

template <class T>
bool Signal<T>::Pooled::operate(reactive::Node& node, reactive::Operation operation, void* answer) {
  if (operation == reactive::Operation::destroy) {
    reactive::pool::destroy(static_cast<Pooled&>(SignalNode<T>::from(node)));
    return false;
  }
  return SignalNode<T>::operate(node, operation, answer);
}

}  // namespace coracle
