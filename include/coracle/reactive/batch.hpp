#pragma once

#include <concepts>
#include <coracle/reactive/equal.hpp>
#include <coracle/reactive/graph.hpp>
#include <type_traits>
#include <utility>

namespace coracle {

/// Makes several changes one: whoever depends on them runs once, after f, with all of them in
/// place. Returns what f returns.
///
///     batch([&] { start.set(2); end.set(9); });
///
/// Reads inside see the new values at once. Batches nest; the outermost one commits, also when f
/// throws (what was set stays set, the exception goes on to the caller). A signal that ends with
/// the value it began with has not changed, unless an effect or a computed read it in between.
///
/// A batch cannot be held across a suspension: f must not be a coroutine. Compute first, then set
/// the results in a batch.
template <std::invocable F>
decltype(auto) batch(F&& f) {
  static_assert(!reactive::Coroutine<std::invoke_result_t<F>>,
                "a batch cannot be held across a suspension: await first, then batch the changes");
  reactive::OperationScope operation;
  return std::forward<F>(f)();
}

/// Calls f and records nothing of what it reads. Returns what f returns.
///
///     effect([=] { log(name(), untracked([=] { return count(); })); });  // runs when name changes
template <std::invocable F>
decltype(auto) untracked(F&& f) {
  reactive::UntrackedScope scope;
  return std::forward<F>(f)();
}

}  // namespace coracle
