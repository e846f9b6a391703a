#pragma once

namespace coracle {

/// Where something stands in the source: the file's name without its folders, and the line.
///
///     Error(ErrorCode code, std::string message, SourceLocation where =
///     SourceLocation::current());
///
/// As a default argument it is the place of the call. It stands in for std::source_location, which
/// would put the whole path on the machine that built it, and the function's name, into the module.
struct SourceLocation {
  const char* file = "";
  unsigned line = 0;

  static constexpr SourceLocation current(const char* file = __builtin_FILE_NAME(),
                                          unsigned line = __builtin_LINE()) noexcept {
    return {file, line};
  }
};

}  // namespace coracle
