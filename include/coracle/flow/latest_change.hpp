#pragma once

#include <coracle/flow/change_listener.hpp>
#include <utility>

namespace coracle {

/// A wait that remembers; see `latest_change`. A handle: copying it refers to the same one.
template <class T>
class LatestChange {
 public:
  using value_type = T;

  explicit LatestChange(Ref<detail::NewestChange<T>> listener) noexcept
      : listener_(std::move(listener)) {}

  /// Whether awaiting it now would give a value at once.
  bool has_change() const { return listener_->has_news(); }
  detail::ChangeWait<detail::NewestChange<T>> operator co_await() const noexcept {
    return detail::ChangeWait<detail::NewestChange<T>>(listener_);
  }

 private:
  Ref<detail::NewestChange<T>> listener_;
};

/// Remembers the newest change of a source, from this call on, until somebody awaits it.
///
///     auto latest = latest_change(slider.value);
///     for (;;) draw(co_await compute(co_await latest));  // never a value that is out of date
///
/// Awaiting it gives a change made since it was last awaited at once, of several the newest, and
/// waits for one where there was none. May be awaited any number of times, by one coroutine at a
/// time: a second one fails with code "bad_argument". What is a change, and what is kept alive, is
/// as for `next_change`.
template <class S>
[[nodiscard]] LatestChange<change_of_t<S>> latest_change(const S& source) {
  return LatestChange<change_of_t<S>>(detail::listen_to<detail::NewestChange>(source));
}

}  // namespace coracle
