#pragma once

#include <coracle/flow/parameter.hpp>
#include <coracle/flow/source.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/batch.hpp>
#include <optional>
#include <utility>

namespace coracle {

/// The part of following that depends on no type. It ends when the parameter is set by anybody
/// else, or follows something else.
class Follower : public Watcher, private ParameterHook {
 protected:
  explicit Follower(const ParameterBase& parameter)
      : Watcher(0, parameter.name().data()), parameter_(parameter) {}

  /// Takes the place of the one before.
  void take_over();
  /// Sets the parameter itself.
  template <class Set>
  void follow(Set&& set) {
    following_ = true;
    std::forward<Set>(set)();
    following_ = false;
  }
  void release_function() override { parameter_.remove_hook(*this); }

 private:
  void value_set() final {
    if (!following_) dispose();
  }
  void unfollow() final { dispose(); }

  const ParameterBase& parameter_;
  bool following_ = false;
};

namespace detail {

template <class T, class Source>
class FollowerOf final : public Follower {
 public:
  FollowerOf(const Parameter<T>& parameter, Source source)
      : Follower(parameter), parameter_(parameter), source_(std::move(source)) {
    // Before the one in whose place it comes ends: they may follow the same, whose run goes on.
    start(parameter.owner().watchers(), [this] {
      if (source_->ready()) static_cast<void>(source_->get());
    });
    take_over();
    deliver();
  }

 private:
  bool note() override { return true; }
  // While the source has no value the parameter stays as it is.
  void deliver() override {
    untracked([this] {
      if (!source_ || !source_->ready()) return;
      T value(source_->get());
      follow([&] { parameter_.set(std::move(value)); });
    });
  }
  void release_function() override {
    Follower::release_function();
    source_.reset();
  }

  const Parameter<T>& parameter_;
  std::optional<Source> source_;
};

template <class Source>
inline constexpr bool is_constant = false;
template <class T>
inline constexpr bool is_constant<ConstantSource<T>> = true;

}  // namespace detail

template <class T>
template <class Source>
Subscription Parameter<T>::follow(const Source& source) const {
  static_assert(!detail::is_constant<source_of_t<Source>>,
                "follow(source): this never changes; set the parameter instead");
  return Subscription(
      make_ref<detail::FollowerOf<T, source_of_t<Source>>>(*this, source_of(source)));
}

}  // namespace coracle
