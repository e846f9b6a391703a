#pragma once

#include <coracle/flow/parameter.hpp>
#include <coracle/flow/source.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/batch.hpp>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace coracle {

/// For `link`: not only one way.
struct BothWays {};
inline constexpr BothWays both_ways;

/// One end of a link: hears of the parameter there, and carries its value to the other end. The two
/// end together, and keep neither parameter alive.
class LinkEnd : public Watcher {
 public:
  /// Makes a link of two ends and carries the first value from `a` to `b`. The subscription is
  /// empty where they are ends of one parameter, which is reported.
  static Subscription join(const Ref<LinkEnd>& a, const Ref<LinkEnd>& b);

 protected:
  explicit LinkEnd(const ParameterBase& from)
      : Watcher(0, from.name().data()), from_(from), carried_at_(from.changed_at()) {}

  /// Makes the reader hear of the parameter here.
  virtual void read() const = 0;
  /// Sets the parameter at the other end.
  virtual void carry() = 0;

 private:
  void begin();
  bool note() final;
  void deliver() final;
  void release_function() final;

  const ParameterBase& from_;
  LinkEnd* other_ = nullptr;
  ChangeStamp carried_at_;  // the change that was carried from or to here last
};

/// The end of a link from which nothing is carried: it only waits for the parameter to go.
class LinkGuard final : public LinkEnd {
 public:
  explicit LinkGuard(const ParameterBase& parameter) : LinkEnd(parameter) {}

 private:
  void read() const override {}
  void carry() override {}
};

namespace detail {

template <class From, class To, class F>
class LinkEndOf final : public LinkEnd {
 public:
  LinkEndOf(const Parameter<From>& from, const Parameter<To>& to, F function)
      : LinkEnd(from), from_(from), to_(to), function_(std::move(function)) {}

 private:
  void read() const override { from_(); }
  void carry() override { to_.set(To(function_(from_.peek()))); }

  const Parameter<From>& from_;
  const Parameter<To>& to_;
  F function_;
};

template <class T>
const Parameter<T>& end_of(const Parameter<T>& parameter) {
  return parameter;  // NOLINT(bugprone-return-const-ref-from-parameter): none is a temporary
}
template <HasValueSource C>
decltype(auto) end_of(const C& component) {
  return end_of(component.value_source());
}

template <class A>
using EndValue =
    typename std::remove_cvref_t<decltype(end_of(std::declval<const A&>()))>::value_type;

template <class From, class To, class F>
Ref<LinkEnd> link_end(const Parameter<From>& from, const Parameter<To>& to, F function) {
  static_assert(std::is_constructible_v<To, std::invoke_result_t<F&, const From&>>,
                "link(a, b, f): what f gives is no value of b; without f the values must be alike");
  return make_ref<LinkEndOf<From, To, F>>(from, to, std::move(function));
}

}  // namespace detail

/// Makes `b` take the value of `a`, now and whenever that changes. Either is a parameter, or a
/// component that stands for one. Setting `b` otherwise is allowed; it stays so until `a` changes.
///
///     link(slider, progress.value);
///     link(celsius.value, fahrenheit.value, [](double c) { return c * 9 / 5 + 32; });
///
/// A link lasts until its subscription is disposed of, either of the two goes, or the scope that
/// was current here closes. It keeps neither of them alive.
///
/// Semantics: ipywidgets' link and dlink, Panel's link.
template <class A, class B, class F>
  requires std::invocable<F&, const detail::EndValue<A>&>
Subscription link(const A& a, const B& b, F transform) {
  return LinkEnd::join(detail::link_end(detail::end_of(a), detail::end_of(b), std::move(transform)),
                       make_ref<LinkGuard>(detail::end_of(b)));
}
template <class A, class B>
Subscription link(const A& a, const B& b) {
  return link(a, b, std::identity());
}

/// The same in both ways: whichever changes, the other one follows; when both do in one batch, the
/// one that did last wins. What a link has set does not come back, though `back` be not quite the
/// opposite of `there`.
///
///     link(slider, number, both_ways);
///     link(celsius, fahrenheit, to_fahrenheit, to_celsius);
template <class A, class B, class There, class Back>
  requires std::invocable<There&, const detail::EndValue<A>&> &&
           std::invocable<Back&, const detail::EndValue<B>&>
Subscription link(const A& a, const B& b, There there, Back back) {
  return LinkEnd::join(detail::link_end(detail::end_of(a), detail::end_of(b), std::move(there)),
                       detail::link_end(detail::end_of(b), detail::end_of(a), std::move(back)));
}
template <class A, class B>
Subscription link(const A& a, const B& b, BothWays) {
  return link(a, b, std::identity(), std::identity());
}

}  // namespace coracle
