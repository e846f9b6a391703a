#pragma once

#include <coracle/reactive/node.hpp>

namespace coracle::reactive {

/// A function with a name for reports. The name is a string literal.
template <class F>
struct Named {
  F function;
  const char* name;

  decltype(auto) operator()() { return function(); }
};

template <class F>
inline constexpr bool is_named = false;
template <class F>
inline constexpr bool is_named<Named<F>> = true;

/// Answers `Operation::name` for a node that holds this function.
template <class F>
bool answer_name([[maybe_unused]] F& function, [[maybe_unused]] Operation operation,
                 [[maybe_unused]] void* answer) {
  if constexpr (is_named<F>) {
    if (operation == Operation::name) *static_cast<const char**>(answer) = function.name;
  }
  return false;
}

}  // namespace coracle::reactive
