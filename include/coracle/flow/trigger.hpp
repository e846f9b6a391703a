#pragma once

#include <string_view>

namespace coracle {

/// Why a run was started, as far as people are concerned.
enum class Phase : unsigned char {
  first,      ///< nothing changed: the binding has begun to be observed
  moving,     ///< a person is still dragging, or typing: another trigger will follow
  committed,  ///< a change that stands: by a program, or by a person who has let go
  triggered,  ///< nothing changed: somebody called `trigger()`
  retried,    ///< nothing changed: somebody called `retry()`
};

/// What has started a run. A bound function or a handler may take one as its last argument, beyond
/// its others, and is then told:
///
///     bind([](int size, Trigger trigger) -> Task<View> {
///       co_return co_await render(size, trigger.phase == Phase::moving ? coarse : fine);
///     }, slider)
///
/// Such a binding runs again when the person lets go, also if the value is still the same.
struct Trigger {
  /// The name of the parameter that changed last; empty where none did, or where it was a signal,
  /// which has no name.
  std::string_view source;
  Phase phase = Phase::first;
};

}  // namespace coracle
