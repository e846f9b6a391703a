#pragma once

#include <emscripten/val.h>

#include <cstdint>

// What the module calls in JavaScript: library.js forwards to the hooks of web/npm/coracle.ts. None
// of them lets a JavaScript error through. Handles are borrowed; those that are returned are the
// caller's.
extern "C" {
using emscripten::EM_VAL;

/// Calls the function for an execution; returns a `StepKind`. Its value is to be taken then.
/// `phase` and the number of the source's name are its trigger.
int coracle_javascript_start(std::uint32_t slot, EM_VAL function, EM_VAL arguments, int phase,
                             std::uint32_t source);
/// Asks the iterator of an execution for its next value, as above. `how`: 1 sends it the value, 2
/// throws the `RawError` where it stands, 3 begins; with these, what it yields is not awaited.
int coracle_javascript_next(std::uint32_t slot, int how, EM_VAL value);
EM_VAL coracle_javascript_take(std::uint32_t slot);
/// Aborts the signal and closes the iterator. 1: clean-up goes on, `released` will tell.
int coracle_javascript_leave(std::uint32_t slot);
/// The grace period of its clean-up is over: warns once and forgets the execution.
void coracle_javascript_leave_behind(std::uint32_t slot);

void coracle_javascript_wake(std::uint32_t sleeper);
/// A promise has its value; or it is rejected with a `RawError`.
void coracle_javascript_resolve(std::uint32_t promise, EM_VAL value);
void coracle_javascript_reject(std::uint32_t promise, EM_VAL error);
/// Runs the function that `batch` was called with.
void coracle_javascript_batch();

/// The value as a view: a `ViewBody` with a count for the caller, or 0 for an empty view.
std::uintptr_t coracle_javascript_view(EM_VAL value);
/// The objects that stand for what C++ holds; `type` is the component's index in the registry.
EM_VAL coracle_javascript_component(std::uint32_t type, std::uintptr_t component);
EM_VAL coracle_javascript_binding(std::uintptr_t binding);
/// Any other view, such as a keyed one.
EM_VAL coracle_javascript_keyed(std::uintptr_t view);
/// The object that stands for data, and the address of what that stands for. Undefined while the
/// components are being described: then there are no such objects yet.
EM_VAL coracle_javascript_source(std::uintptr_t source);
std::uintptr_t coracle_javascript_source_address(EM_VAL source);

EM_VAL coracle_javascript_number(double value);
EM_VAL coracle_javascript_boolean(bool value);
EM_VAL coracle_javascript_text(const char* text, std::size_t bytes);
/// The browser's own object for a file, by the number that the port knows it by.
EM_VAL coracle_javascript_file(std::uint32_t number);
/// What the JSON says; undefined where it is empty.
EM_VAL coracle_javascript_json(const char* text, std::size_t bytes);
/// The same with bytes in it: {"$bytes":0} stands for the first of the Uint8Arrays.
EM_VAL coracle_javascript_value(const char* text, std::size_t bytes, EM_VAL blocks);
double coracle_javascript_number_of(EM_VAL value);
/// The bytes of a string in UTF-8, and its copy into so many.
std::size_t coracle_javascript_text_size(EM_VAL value);
void coracle_javascript_copy_text(EM_VAL value, char* to, std::size_t bytes);
EM_VAL coracle_javascript_element(EM_VAL array, std::uint32_t index);
void coracle_javascript_append(EM_VAL array, EM_VAL value);
EM_VAL coracle_javascript_bytes(const std::uint8_t* bytes, std::size_t size);
void coracle_javascript_copy_bytes(EM_VAL from, std::uint8_t* to, std::size_t size);
}
