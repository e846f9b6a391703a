#pragma once

#include <concepts>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/graph.hpp>
#include <coracle/reactive/handle.hpp>
#include <coracle/reactive/named.hpp>
#include <coracle/reactive/pool.hpp>
#include <cstdlib>
#include <memory>
#include <type_traits>
#include <utility>

namespace coracle {

namespace reactive {

/// A computed without its function: what a handle needs of it.
template <class T>
class ComputedNode : public Subscriber {
 public:
  explicit ComputedNode(Operate operate) : Subscriber(operate, computed | dirty) {
    ++graph.counts.computeds;
  }
  ~ComputedNode() {
    graph.detach_subscriber(*this);
    graph.detach_source(*this);
    if (flags & valued) std::destroy_at(&value_);
    --graph.counts.computeds;
  }

  const T& get();
  Node& node() { return *this; }

  std::uint32_t handles = 1;

 protected:
  /// Takes a newly computed value and returns whether it differs from the last one.
  bool accept(T value);

 private:
  const T& last_value();

  union {
    T value_;  // lives while the flag `valued` is set
  };
};

template <class T, class F>
class ComputedFunction final : public ComputedNode<T> {
 public:
  template <class G>
  explicit ComputedFunction(G&& function)
      : ComputedNode<T>(&operate), function_(std::forward<G>(function)) {}

 private:
  static bool operate(Node& node, Operation operation, void* answer) {
    auto& self = static_cast<ComputedFunction&>(node);
    switch (operation) {
      case Operation::run: return self.accept(self.function_());
      case Operation::destroy: pool::destroy(self); return false;
      default: return answer_name<F>(self.function_, operation, answer);
    }
  }

  F function_;
};

}  // namespace reactive

/// A value derived from signals and other computeds.
///
///     Signal price(2.0), amount(3.0);
///     Computed total([=] { return price() * amount(); });
///     total();                                            // 6
///
/// Lazy and cached: the function runs when the value is read and something it read has changed
/// since; reading it again runs nothing. Only what the last run read counts. A value that comes out
/// equal (==) changes nothing for those that read it. The function should not change signals; if it
/// does, the change is delivered after the computation under way.
///
/// A handle, one pointer wide: copying it shares the computed, the last handle frees it. It keeps
/// alive what its function captured and nothing else. The result may be move-only.
///
/// A computed that needs its own value to compute it is reported as an `Error` with code "cycle",
/// and the inner read gives the last value, or a value-initialised one before the first. A name, a
/// string literal, tells which one in that report: `Computed total("total", [=] { … })`.
///
/// A first read runs, within the function, the functions of everything below it that was never read
/// before. A chain so deep that the stack cannot hold it must be read from its lower end once;
/// later changes travel through a chain of any depth without recursion.
template <class T>
class Computed {
 public:
  using value_type = T;

  template <class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Computed> && std::invocable<std::decay_t<F>&>)
  explicit Computed(F&& function) : handle_(make<std::decay_t<F>>(std::forward<F>(function))) {}
  template <class F>
  Computed(const char* name, F&& function)
      : Computed(reactive::Named<std::decay_t<F>>{std::forward<F>(function), name}) {}
  Computed(const Computed&) = default;
  /// Lets this handle share the other's computed; there is no setting a computed.
  Computed& operator=(const Computed&) = default;

  /// The value, computed if need be; the reader is recorded. The reference holds until the next
  /// computation.
  const T& operator()() const { return handle_->get(); }
  const T& get() const { return handle_->get(); }
  /// The value, computed if need be; nobody is recorded.
  const T& peek() const {
    reactive::UntrackedScope untracked;
    return handle_->get();
  }

  /// Whether both handles share one computed.
  bool same(const Computed& other) const noexcept { return handle_.get() == other.handle_.get(); }

 private:
  template <class F>
  static reactive::ComputedNode<T>* make(auto&& function) {
    using Result = std::invoke_result_t<F&>;
    static_assert(!std::is_void_v<Result>, "a computed returns its value: use effect for the rest");
    static_assert(!reactive::Coroutine<Result>, "a computed cannot wait: use bind for coroutines");
    return reactive::pool::make<reactive::ComputedFunction<T, F>>(
        std::forward<decltype(function)>(function));
  }

  reactive::Handle<reactive::ComputedNode<T>> handle_;
};

template <class F>
Computed(F) -> Computed<std::decay_t<std::invoke_result_t<F&>>>;
template <class F>
Computed(const char*, F) -> Computed<std::decay_t<std::invoke_result_t<F&>>>;

/// `Computed` with its type deduced, for places where a class template cannot be named.
template <class F>
[[nodiscard]] auto computed(F&& function) {
  return Computed<std::decay_t<std::invoke_result_t<std::decay_t<F>&>>>(std::forward<F>(function));
}
template <class F>
[[nodiscard]] auto computed(const char* name, F&& function) {
  return Computed<std::decay_t<std::invoke_result_t<std::decay_t<F>&>>>(name,
                                                                        std::forward<F>(function));
}

// Bodies.

template <class T>
const T& reactive::ComputedNode<T>::get() {
  constexpr std::uint32_t unsettled = dirty | pending | running | checking | failed;
  if ((flags & unsettled) || !graph.written_nodes.empty()) [[unlikely]] {
    if (!graph.refresh(*this)) return last_value();
  }
  graph.track(*this);
  return value_;
}

template <class T>
bool reactive::ComputedNode<T>::accept(T value) {
  if (!(flags & valued)) {
    std::construct_at(&value_, std::move(value));
    flags |= valued;
    return true;
  }
  if (same_value(value_, value)) return false;
  if constexpr (std::is_move_assignable_v<T>) {
    value_ = std::move(value);
  } else {
    std::destroy_at(&value_);
    std::construct_at(&value_, std::move(value));
  }
  return true;
}

template <class T>
const T& reactive::ComputedNode<T>::last_value() {
  if (!(flags & valued)) {
    if constexpr (std::default_initializable<T>) {
      std::construct_at(&value_);
      flags |= valued;
    } else {
      std::abort();  // reported as a cycle just before; there is no value to go on with
    }
  }
  return value_;
}

}  // namespace coracle
