#pragma once

#include <concepts>
#include <coracle/flow/function_kind.hpp>
#include <coracle/flow/policy.hpp>
#include <coracle/ui/layout.hpp>
#include <coracle/ui/view.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

struct AppendOptions {
  /// How many values it shows; the oldest go. 0 is reported as "bad_argument", and there is none.
  std::size_t limit = no_limit;
};

namespace detail {

void check(AppendOptions& options);

template <class F>
class Appended {
 public:
  Appended(F function, AppendOptions options) : function_(std::move(function)), options_(options) {}

  template <class... Arguments>
    requires std::invocable<F&, std::decay_t<Arguments>...>
  AsyncGenerator<View> operator()(Arguments&&... arguments) {
    return run<std::decay_t<Arguments>...>(function_, options_.limit,
                                           std::forward<Arguments>(arguments)...);
  }

 private:
  template <class... Arguments>
  static AsyncGenerator<View> run(F& function, std::size_t limit, Arguments... arguments) {
    using Given = std::invoke_result_t<F&, Arguments...>;
    using Kind = FunctionKind<Given>;
    const Column list;
    if constexpr (!Kind::is_coroutine) {
      auto value = function(std::move(arguments)...);
      if (!is_skip(value)) add(list, View(std::move(value)), limit);
      co_yield list;
    } else if constexpr (!Kind::is_generator) {
      auto value = co_await function(std::move(arguments)...);
      if (!is_skip(value)) add(list, View(std::move(value)), limit);
      co_yield list;
    } else {
      auto values = as_async(function(std::move(arguments)...));
      while (auto* value = co_await values.next()) {
        if (is_skip(*value)) continue;
        add(list, View(std::move(*value)), limit);
        co_yield list;
      }
    }
  }

  static void add(const Column& list, View view, std::size_t limit) {
    std::vector<View> views = list.objects.peek();
    if (views.size() == limit) views.erase(views.begin());
    views.push_back(std::move(view));
    list.objects = std::move(views);
  }

  F function_;
  AppendOptions options_;
};

}  // namespace detail

/// The function `f`, of any kind, such that the views it gives are listed one below the other, in
/// order. A new run begins a new list, in place of the last one when it has something to show.
///
///     bind(append(search, {.limit = 20}), query)
template <class F>
auto append(F f, AppendOptions options = {}) {
  detail::check(options);
  return detail::Appended<F>(std::move(f), options);
}

}  // namespace coracle
