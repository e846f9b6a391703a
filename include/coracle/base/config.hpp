#pragma once

/// 1 where the build has C++ exceptions (native builds), 0 where it has not (WebAssembly).
/// Exceptions that leave a coroutine become an `Error`; see `exceptions.hpp`.
#if defined(__cpp_exceptions)
#define CORACLE_EXCEPTIONS 1
#else
#define CORACLE_EXCEPTIONS 0
#endif

/// 1 where `run_tree` can tell which runs there are and what each waits for: in native builds, and
/// so in their tests. A page does not pay for it.
#if defined(__wasm__)
#define CORACLE_INTROSPECTION 0
#else
#define CORACLE_INTROSPECTION 1
#endif

/// A function whose body must stay out of its callers: what runs inside it may free its caller's
/// frame, or its size must not be copied into every template instance.
#define CORACLE_NOINLINE [[gnu::noinline]]
