#pragma once

#include <coracle/base/error.hpp>
#include <coracle/base/function.hpp>
#include <string_view>

namespace coracle {

/// Takes errors that nobody handled. `origin` names what failed: "spawn", a binding, a watcher.
using ReportSink = Function<void(const Error& error, std::string_view origin)>;

/// Tells the developer about an error that nobody handled. Natively the default sink writes to
/// stderr; in a page the embedding installs one that writes to the console.
void report(const Error& error, std::string_view origin);

/// Replaces the sink and returns the former one; an empty sink means the default one. Not to be
/// called from inside a sink.
ReportSink set_report_sink(ReportSink sink);

}  // namespace coracle
