#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/ui/view.hpp>

namespace coracle {

/// An error as a view: its message and code, announced to those who cannot see it.
View error_box(const Error& error);

/// The same with a button.
View error_box(const Error& error, const char* label, Function<void()> press);

}  // namespace coracle
