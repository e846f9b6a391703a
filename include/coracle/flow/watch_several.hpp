#pragma once

#include <array>
#include <concepts>
#include <coracle/flow/event.hpp>
#include <coracle/flow/source.hpp>
#include <coracle/flow/watch.hpp>
#include <optional>
#include <tuple>
#include <utility>

namespace coracle {

namespace detail {

/// What a watcher has to know of an event to tell that it has happened.
class PulseNoter {
 public:
  explicit PulseNoter(const Event& event) : event_(event), seen_(event.peek_count()) {}
  void track() const { event_(); }
  bool note() {
    const int count = event_.peek_count();
    if (std::exchange(seen_, count) != count) noted_ = Pulse{count};
    return noted_.has_value();
  }
  std::optional<Pulse> take() { return std::exchange(noted_, std::nullopt); }
  const Event& parameter() const { return event_; }

 private:
  const Event& event_;
  int seen_;
  std::optional<Pulse> noted_;
};

template <class T>
ChangeNoter<T> noter_of(const Parameter<T>& parameter) {
  return ChangeNoter<T>(parameter);
}
inline PulseNoter noter_of(const Event& event) { return PulseNoter(event); }
template <HasValueSource C>
auto noter_of(const C& component) {
  return noter_of(component.value_source());
}
template <class Watched>
using noter_of_t = decltype(noter_of(std::declval<const Watched&>()));

template <class Noter>
using noted_t = decltype(std::declval<Noter&>().take());

/// Calls a function of several arguments with a tuple of them.
template <class F>
struct Spread {
  F function;

  template <class... Noted>
    requires std::invocable<F&, Noted...>
  decltype(auto) operator()(std::tuple<Noted...> noted) {
    return std::apply(function, std::move(noted));
  }
  template <class... Noted>
    requires(!std::invocable<F&, Noted...> && std::invocable<F&>)
  decltype(auto) operator()(std::tuple<Noted...>) {
    return function();
  }
};

template <class... Noters>
class SeveralWatcher final : public Watcher {
 public:
  using Payload = std::tuple<noted_t<Noters>...>;

  SeveralWatcher(Ref<Handler<Payload>> handler, int order, Noters... noters)
      : Watcher(order, std::get<0>(std::tie(noters...)).parameter().name().data()),
        noters_(std::move(noters)...),
        handler_(std::move(handler)) {
    ParameterOwner& first = std::get<0>(noters_).parameter().owner();
    const auto keep = [&](const ParameterBase& parameter) {
      return &parameter.owner() == &first ? nullptr : Ref<ParameterOwner>(&parameter.owner());
    };
    std::apply([&](Noters&... each) { others_ = {keep(each.parameter())...}; }, noters_);
    start(first.watchers(),
          [this] { std::apply([](Noters&... each) { (each.track(), ...); }, noters_); });
  }

 private:
  bool note() override {
    return std::apply([](Noters&... each) { return (int{each.note()} | ...) != 0; }, noters_);
  }
  void deliver() override {
    const ParameterBase* source = nullptr;
    Payload noted = std::apply([](Noters&... each) { return Payload{each.take()...}; }, noters_);
    std::size_t index = 0;
    std::apply([&](const auto&... each) { ((source = pick(source, each, index)), ...); }, noted);
    handler_->call(scope(), std::move(noted), trigger_of(*source, false));
  }
  template <class Noted>
  const ParameterBase* pick(const ParameterBase* found, const Noted& noted, std::size_t& index) {
    const std::size_t mine = index++;
    if (found || !noted) return found;
    const std::array<const ParameterBase*, sizeof...(Noters)> all = std::apply(
        [](const Noters&... each) {
          return std::array<const ParameterBase*, sizeof...(Noters)>{&each.parameter()...};
        },
        noters_);
    return all[mine];
  }

  HandlerBase* handler() const override { return handler_.get(); }
  void release_function() override {
    handler_->stop();
    handler_ = nullptr;
  }

  std::tuple<Noters...> noters_;
  Ref<Handler<Payload>> handler_;
  // The first owner is not among them: it holds this.
  std::array<Ref<ParameterOwner>, sizeof...(Noters)> others_;
};

}  // namespace detail

/// Calls `f`, once per commit, when any of several parameters has changed, with a
/// `std::optional<Change<T>>` for each, in the order in which they are given here: empty for those
/// that have not changed. An event gives a `std::optional<Pulse>`, a component stands for its
/// value.
///
///     watch([](std::optional<Change<int>> from, std::optional<Change<int>> to) { … }, start, end);
///
/// It lasts until the subscription is disposed of, the component of the first parameter goes, or
/// the scope that was current here closes; the other components are kept until then.
template <class F, class First, class... Others>
Subscription watch(F f, const First& first, const Others&... others) {
  using Watcher = detail::SeveralWatcher<detail::noter_of_t<First>, detail::noter_of_t<Others>...>;
  return Subscription(
      make_ref<Watcher>(make_handler<typename Watcher::Payload>(detail::Spread<F>{std::move(f)}), 0,
                        detail::noter_of(first), detail::noter_of(others)...));
}

}  // namespace coracle
