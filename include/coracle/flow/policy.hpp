#pragma once

#include <cstddef>

namespace coracle {

struct PolicyRules;

/// What happens with a trigger that comes while a run is live. Bindings have `latest` unless they
/// are told otherwise, handlers `parallel()`.
///
///     bind(save, draft).with({.policy = queue(10)});
///     button.on_click(upload, {.policy = parallel(3)});
///
/// Where clean-up goes on after a binding's run was cancelled, the run that takes its place waits
/// for it.
class Policy {
 public:
  /// What is usual for a binding, or for a handler.
  constexpr Policy() = default;
  constexpr explicit Policy(const PolicyRules& rules) : rules_(&rules) {}
  constexpr Policy(const PolicyRules& rules, std::size_t most_live, std::size_t most_waiting,
                   bool reports_refusals)
      : rules_(&rules),
        most_live_(most_live),
        most_waiting_(most_waiting),
        reports_refusals_(reports_refusals) {}

  bool is_given() const { return rules_ != nullptr; }

 private:
  friend class RunController;
  friend struct CountedPolicy;
  const PolicyRules* rules_ = nullptr;
  std::size_t most_live_ = 0;
  std::size_t most_waiting_ = 0;
  bool reports_refusals_ = false;
};

extern const PolicyRules latest_rules;
extern const PolicyRules counted_rules;
/// `parallel()` for handlers, which is what they have: there is no status to keep.
extern const PolicyRules unlimited_rules;

inline constexpr std::size_t no_limit = ~std::size_t{0};

/// The newest trigger wins: the live run is cancelled, and when its clean-up is done the next one
/// begins. Nothing that an older run gives is committed once a newer trigger has come.
inline constexpr Policy latest{latest_rules};

/// A trigger is dropped, silently, while a run is live.
inline constexpr Policy drop{counted_rules, 1, 0, false};

/// One run after the other, in the order of their triggers, each with the arguments of its own. At
/// most `limit` wait; a trigger beyond that is dropped and reported as "queue_full", by the name of
/// its source. `queue(0)` is reported as "bad_argument" and taken for what is usual: `drop` says
/// that.
Policy queue(std::size_t limit);

/// Up to `most` runs at once; further triggers wait for their turn, in order. `parallel(0)` is
/// reported as "bad_argument" and taken for what is usual.
Policy parallel(std::size_t most);

/// Any number of runs at once.
constexpr Policy parallel() { return {counted_rules, no_limit, no_limit, false}; }

}  // namespace coracle
