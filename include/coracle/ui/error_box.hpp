#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <coracle/ui/view.hpp>

namespace coracle {

/// An error as a view: its message and code, announced to those who cannot see it.
View error_box(const Error& error);

/// The same with a button that calls `dismiss`.
View dismissible_error(const Error& error, Function<void()> dismiss);

}  // namespace coracle
