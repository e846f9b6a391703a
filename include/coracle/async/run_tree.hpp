#pragma once

#include <coracle/base/config.hpp>
#include <string>

namespace coracle {

class Strand;

/// Lists the runs that are live and what each of them waits for, the oldest first, one to a line,
/// branches below who waits for them. Empty when no run is live.
///
///     save (editor.cpp:12) waits for lock "document", which load (editor.cpp:30) holds
///     load (editor.cpp:30) > slideshow.cpp:8 waits for any of
///       a change of slider.value
///       a timer in 500 ms
///
/// A coroutine is named by its function, if it has a name, and by where that is; each is followed
/// by the one that it awaits. For people who look for why nothing goes on: what exactly it says
/// may change.
///
/// There is no such list in WebAssembly, where it is always empty; see `CORACLE_INTROSPECTION`.
std::string run_tree();

/// Names a run, or a branch of one, by the coroutine that is at its top, as `run_tree` does.
std::string run_name(const Strand& run);

}  // namespace coracle
