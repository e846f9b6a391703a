#include <algorithm>
#include <chrono>
#include <cmath>
#include <coracle/net/retry.hpp>
#include <cstdint>

#include "http_date.hpp"
#include "read_digits.hpp"

namespace coracle {

namespace {

std::int64_t microseconds_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

// From 0 to 1. What it is for is that two pages do not get the same numbers.
double random_part() {
  static std::uint64_t state = static_cast<std::uint64_t>(microseconds_now());
  std::uint64_t bits = state += 0x9E3779B97F4A7C15U;  // splitmix64
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBU;
  return static_cast<double>((bits ^ (bits >> 31)) >> 11) * 0x1p-53;
}

bool is_passing(int status) {
  return status == 408 || status == 425 || status == 429 || status == 500 ||
         (status >= 502 && status <= 504);
}

}  // namespace

bool is_passing(const ResponseHead& head) { return is_passing(head.status()); }

bool is_passing(const Error& error) {
  if (error.code() == error_codes::http) {
    const Response* response = response_of(error);
    return response && is_passing(*response);
  }
  return error.code() == error_codes::network || error.code() == error_codes::timeout;
}

std::optional<Time> retry_after(const ResponseHead& head) {
  const auto header = head.header("Retry-After");
  if (!header) return std::nullopt;
  std::optional<std::int64_t> seconds = read_digits(*header, 9);
  if (!seconds) {
    const auto then = read_http_date(*header);
    if (!then) return std::nullopt;
    const auto now = read_http_date(head.header("Date").value_or(""));
    seconds = *then - now.value_or(microseconds_now() / 1'000'000);
  }
  return Time(1000.0 * static_cast<double>(std::max<std::int64_t>(*seconds, 0)));
}

Error problem_of(const RetryPolicy& policy) {
  const bool is_well =
      policy.first_delay >= Time(0) && std::isfinite(policy.longest_delay.count()) &&
      policy.longest_delay >= Time(0) && policy.longest_retry_after >= Time(0) &&
      std::isfinite(policy.first_delay.count()) && policy.factor >= 1 &&
      std::isfinite(policy.factor) && policy.jitter >= 0 && policy.jitter <= 1 && policy.retries;
  if (is_well) return {};
  return {"bad_argument",
          "retry: delays must be finite and not negative, factor is 1 or more, jitter from 0 to 1"};
}

std::optional<Time> Backoff::after(const Error& error) {
  if (!policy_.retries(error)) return std::nullopt;
  return next(response_of(error));
}

std::optional<Time> Backoff::after(const ResponseHead& head) {
  if (!is_passing(head)) return std::nullopt;
  return next(&head);
}

std::optional<Time> Backoff::after_end() { return next(nullptr); }

std::optional<Time> Backoff::next(const ResponseHead* head) {
  if (++attempts_ == policy_.attempts) return std::nullopt;
  delay_ = attempts_ == 1 ? policy_.first_delay : delay_ * policy_.factor;
  delay_ = std::min(delay_, policy_.longest_delay);
  const Time pause_of_own = delay_ * (1 - policy_.jitter * random_part());
  const std::optional<Time> asked = head ? retry_after(*head) : std::nullopt;
  if (asked && *asked > policy_.longest_retry_after) return std::nullopt;
  return std::max({pause_of_own, shortest_delay_, asked.value_or(Time(0))});
}

}  // namespace coracle
