#pragma once

#include <coracle/ui/patch.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coracle::testing {

/// A node of the fake page: an element, or a text where `tag` is empty.
struct Node {
  std::string tag;
  std::string text;
  /// Attributes and properties alike, by name, in the order in which they were first set.
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<std::unique_ptr<Node>> children;
  Node* parent = nullptr;
  NodeId id = 0;
  /// Of a template: whether it gets a number of its own.
  bool hole = false;

  bool is_text() const { return tag.empty(); }
  const std::string* attribute(std::string_view name) const;
  void set_attribute(std::string_view name, std::string value);
  void remove_attribute(std::string_view name);
  bool has_class(std::string_view name) const;
  void set_class(std::string_view name, bool on);

  /// The text below it that can be seen, a space between the texts of different elements.
  std::string visible_text() const;
  /// It and what is below it as markup, properties shown as attributes.
  std::string markup() const;

  /// A deep copy without numbers; `holes` gets the copies of the holes in document order.
  std::unique_ptr<Node> clone(std::vector<Node*>& holes) const;
};

/// Parses the HTML of a template. Knows what templates consist of: elements, attributes and
/// text, no comments and no character references. Returns null where it does not understand.
std::unique_ptr<Node> parse_template(std::string_view html);

}  // namespace coracle::testing
