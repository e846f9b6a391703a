#include <algorithm>
#include <coracle/testing/document.hpp>

namespace coracle::testing {

namespace {

bool is_void(std::string_view tag) {
  return tag == "input" || tag == "img" || tag == "br" || tag == "hr";
}

bool is_on(const Node& node, std::string_view property) {
  const std::string* value = node.attribute(property);
  return value && *value != "false";
}

void append_text(const Node& node, std::string& out) {
  if (is_on(node, "hidden")) return;
  if (node.is_text()) {
    const std::size_t first = node.text.find_first_not_of(" \n");
    if (first == std::string::npos) return;
    if (!out.empty()) out += ' ';
    out += node.text.substr(first, node.text.find_last_not_of(" \n") + 1 - first);
  }
  const bool is_folded = node.tag == "details" && !is_on(node, "open");
  for (const auto& child : node.children) {
    if (!is_folded || child->tag == "summary") append_text(*child, out);
  }
}

void append_markup(const Node& node, std::string& out) {
  if (node.is_text()) {
    out += node.text;
    return;
  }
  out += '<' + node.tag;
  for (const auto& [name, value] : node.attributes) out += ' ' + name + "=\"" + value + '"';
  out += '>';
  for (const auto& child : node.children) append_markup(*child, out);
  if (!is_void(node.tag)) out += "</" + node.tag + '>';
}

class Parser {
 public:
  explicit Parser(std::string_view html) : rest_(html) {}

  std::unique_ptr<Node> parse() {
    auto node = parse_node();
    return rest_.empty() ? std::move(node) : nullptr;
  }

 private:
  std::string_view take_until(std::string_view stops) {
    const std::size_t end = std::min(rest_.find_first_of(stops), rest_.size());
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return taken;
  }
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  std::unique_ptr<Node> parse_node() {
    auto node = std::make_unique<Node>();
    if (!take("<")) {
      node->text = take_until("<");
      node->hole = node->text == " ";
      return node;
    }
    node->tag = take_until(" >");
    while (take(" ")) {
      const std::string name(take_until("= >"));
      std::string value;
      if (take("=")) {
        if (!take("\"")) return nullptr;
        value = take_until("\"");
        if (!take("\"")) return nullptr;
      }
      if (name == "hole") {
        node->hole = true;
      } else {
        node->set_attribute(name, std::move(value));
      }
    }
    if (!take(">")) return nullptr;
    if (is_void(node->tag)) return node;
    while (!rest_.starts_with("</")) {
      if (rest_.empty()) return nullptr;
      auto child = parse_node();
      if (!child) return nullptr;
      child->parent = node.get();
      node->children.push_back(std::move(child));
    }
    return take("</" + node->tag + ">") ? std::move(node) : nullptr;
  }

  std::string_view rest_;
};

}  // namespace

const std::string* Node::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes) {
    if (key == name) return &value;
  }
  return nullptr;
}

void Node::set_attribute(std::string_view name, std::string value) {
  for (auto& [key, old] : attributes) {
    if (key == name) {
      old = std::move(value);
      return;
    }
  }
  attributes.emplace_back(name, std::move(value));
}

void Node::remove_attribute(std::string_view name) {
  std::erase_if(attributes, [name](const auto& attribute) { return attribute.first == name; });
}

bool Node::has_class(std::string_view name) const {
  const std::string* classes = attribute("class");
  if (!classes) return false;
  const std::string padded = ' ' + *classes + ' ';
  return padded.find(' ' + std::string(name) + ' ') != std::string::npos;
}

void Node::set_class(std::string_view name, bool on) {
  if (on == has_class(name)) return;
  const std::string* classes = attribute("class");
  std::string changed;
  if (on) {
    changed = classes && !classes->empty() ? *classes + ' ' + std::string(name) : std::string(name);
  } else {
    changed = ' ' + *classes + ' ';
    changed.erase(changed.find(' ' + std::string(name) + ' '), name.size() + 1);
    changed = changed.substr(1, changed.size() < 2 ? 0 : changed.size() - 2);
  }
  set_attribute("class", std::move(changed));
}

std::string Node::visible_text() const {
  std::string out;
  append_text(*this, out);
  return out;
}

std::string Node::markup() const {
  std::string out;
  append_markup(*this, out);
  return out;
}

std::unique_ptr<Node> Node::clone(std::vector<Node*>& holes) const {
  auto copy = std::make_unique<Node>();
  copy->tag = tag;
  copy->text = text;
  copy->attributes = attributes;
  for (const auto& child : children) {
    const std::size_t place = holes.size();
    if (child->hole) holes.push_back(nullptr);
    copy->children.push_back(child->clone(holes));
    copy->children.back()->parent = copy.get();
    if (child->hole) holes[place] = copy->children.back().get();
  }
  return copy;
}

std::unique_ptr<Node> parse_template(std::string_view html) { return Parser(html).parse(); }

}  // namespace coracle::testing
