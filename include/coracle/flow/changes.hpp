#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/flow/change_listener.hpp>
#include <utility>

namespace coracle {

namespace detail {

template <class T>
AsyncGenerator<T> changes_heard_by(Ref<EveryChange<T>> listener) {
  for (;;) {
    T value = co_await ChangeWait<EveryChange<T>>(listener);
    co_yield std::move(value);
  }
}

}  // namespace detail

/// Every change of a source from this call on, in order; none is lost, however long the reader
/// takes for each.
///
///     auto moves = changes(slider.value);
///     while (int* value = co_await moves.next()) co_await save(*value);
///
/// Changes that nobody has asked for yet are kept, however many: a reader that is interested in
/// the newest one only takes `latest_change`. Each pulse of an event is one, also within a batch.
/// It never ends by itself. What is a change, and what is kept alive, is as for `next_change`.
template <class S>
[[nodiscard]] AsyncGenerator<change_of_t<S>> changes(const S& source) {
  return detail::changes_heard_by<change_of_t<S>>(detail::listen_to<detail::EveryChange>(source));
}

}  // namespace coracle
