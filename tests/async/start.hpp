#pragma once

#include <coracle/async/async.hpp>
#include <utility>

namespace coracle::async_test {

/// Starts a coroutine lambda in a scope. `finished` becomes true when it has come to its end, and
/// stays false where it fails.
template <class F>
void start(Scope& scope, F f, bool& finished) {
  scope.spawn([&finished, f = std::move(f)]() mutable -> Task<> {
    co_await f();
    finished = true;
  });
}

}  // namespace coracle::async_test
