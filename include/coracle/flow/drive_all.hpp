#pragma once

#include <coracle/async/all.hpp>
#include <coracle/async/semaphore.hpp>
#include <coracle/flow/drive.hpp>
#include <cstddef>
#include <limits>
#include <ranges>
#include <type_traits>
#include <utility>
#include <vector>

namespace coracle {

struct DriveOptions {
  /// How many requests may be in flight at once, of all generators together.
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

namespace detail {

template <class T>
inline constexpr bool is_generator = false;
template <class Out, class In>
inline constexpr bool is_generator<Generator<Out, In>> = true;

template <class Out, class In, class F>
Task<> drive_each(std::vector<Generator<Out, In>> generators, F f, DriveOptions options) {
  if (options.limit == 0) {
    co_await fail("bad_argument", "drive_all: with a limit of 0 no request would ever be made");
  }
  const Semaphore requests(options.limit);
  const auto limited = [&](Out&& request) -> Task<answer_of_t<In>> {
    const auto permit = co_await requests.acquire();
    co_return co_await answer<answer_of_t<In>>(f, request);
  };
  std::vector<Task<>> drives;
  drives.reserve(generators.size());
  for (auto& generator : generators) drives.push_back(drive(std::move(generator), limited));
  co_await all(std::move(drives));
}

}  // namespace detail

/// Drives many generators at once, as `drive` does each, with so many requests in flight at most.
///
///     std::vector<Generator<Request, Response>> sites = …;
///     co_await drive_all(std::move(sites), fetch, {.limit = 6});
///     co_await drive_all(urls | std::views::transform(crawl), fetch, {.limit = 6});
///
/// Requests are made in the order in which they come up; those that find no room wait in line. Done
/// when all generators have returned. The first that fails, by itself or by a request whose error
/// it does not take as a `Result`, cancels the rest; when they are closed the error goes on from
/// here. A limit of 0 fails with code "bad_argument".
template <std::ranges::input_range R, class G = std::ranges::range_value_t<R>,
          class F = Task<detail::answer_of_t<typename G::sent_type>> (*)(typename G::value_type)>
Task<> drive_all(R&& generators, F f, DriveOptions options = {}) {
  static_assert(detail::is_generator<G>, "drive_all(generators, f): a range of generators");
  using Element = std::ranges::range_reference_t<R>;
  constexpr bool gives_away = !std::is_lvalue_reference_v<R> && !std::ranges::view<R>;
  static_assert(gives_away || !std::is_lvalue_reference_v<Element>,
                "drive_all(generators, f) consumes the generators: std::move the range");
  std::vector<G> taken;
  if constexpr (std::ranges::sized_range<R>) taken.reserve(std::ranges::size(generators));
  for (auto&& generator : generators) taken.push_back(std::move(generator));
  return detail::drive_each(std::move(taken), std::move(f), options);
}

}  // namespace coracle
