#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// JSON as the pane reads it: checked once, then looked into only where it is open.

namespace coracle::json {

/// What is wrong with a text that is no JSON, and where; none where it is JSON.
std::optional<std::string> complaint(std::string_view text);

/// One value in an object or an array.
struct Entry {
  /// In an object the name of the value as it is written, without quotes.
  std::string_view key;
  std::string_view value;
};

// What follows is for text, or a part of one, that was checked.

/// Whether it is an object ('{') or an array ('[').
inline bool is_branch(std::string_view value) { return value[0] == '{' || value[0] == '['; }
std::string_view without_space_around(std::string_view text);
std::vector<Entry> entries(std::string_view branch);
/// With the characters that are written as \uXXXX, control characters excepted.
std::string readable(std::string_view text);

}  // namespace coracle::json
