// What a person does to the fake page: the events that browsers fire for it, in their order.
#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/testing/fake_page.hpp>
#include <limits>

namespace coracle::testing {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool is_control(const Node& node) {
  return node.tag == "input" || node.tag == "select" || node.tag == "textarea";
}

Node* control_below(Node& node) {
  if (is_control(node)) return &node;
  for (const auto& child : node.children) {
    if (Node* found = control_below(*child)) return found;
  }
  return nullptr;
}

std::string attribute_of(const Node& node, std::string_view name) {
  const std::string* value = node.attribute(name);
  return value ? *value : std::string();
}

bool says_disabled(const Node& node) {
  const std::string* disabled = node.attribute("disabled");
  return disabled && *disabled != "false";
}

// A disabled group disables what is in it.
bool is_disabled(const Node& node) {
  if (says_disabled(node)) return true;
  for (const Node* group = node.parent; group; group = group->parent) {
    if (group->tag == "fieldset" && says_disabled(*group)) return true;
  }
  return false;
}

// What is checked by a press, and whether the press may take that back.
bool is_radio(const Node& node) { return attribute_of(node, "type") == "radio"; }
bool can_be_checked(const Node& node) {
  return is_radio(node) || attribute_of(node, "type") == "checkbox";
}

void uncheck_radios(Node& node, const std::string& name) {
  if (is_radio(node) && attribute_of(node, "name") == name) node.set_attribute("checked", "false");
  for (const auto& child : node.children) uncheck_radios(*child, name);
}

// Counts `place` down by the options before the one that is looked for.
Node* option_at(const Node& node, int& place) {
  for (const auto& child : node.children) {
    if (child->tag == "option" && place-- == 0) return child.get();
    if (Node* found = option_at(*child, place)) return found;
  }
  return nullptr;
}

// How many bytes the first character has.
std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (text[size] & 0xC0) == 0x80) ++size;
  return size;
}

}  // namespace

// The control that is, or stands in, or is labelled by the element.
Node* FakePage::control(std::string_view what) const {
  for (Node* node = find(what); node; node = node->parent) {
    if (Node* found = control_below(*node)) return found;
    if (node->tag == "label") return nullptr;
  }
  return nullptr;
}

bool FakePage::click(std::string_view what) {
  Node* node = find(what);
  Node* box = node;
  while (box && box->tag != "label" && !is_control(*box)) box = box->parent;
  if (!box && node && node->tag == "summary") return fold(node->parent);
  if (box) box = control_below(*box);
  if (!box || !can_be_checked(*box)) return dispatch(node, EventKind::click);
  if (is_disabled(*box)) return false;
  const bool was_checked = attribute_of(*box, "checked") == "true";
  if (is_radio(*box) && was_checked) return dispatch(box, EventKind::click, 1);
  if (is_radio(*box)) uncheck_radios(*body_, attribute_of(*box, "name"));
  const bool checked = !was_checked;
  box->set_attribute("checked", checked ? "true" : "false");
  dispatch(box, EventKind::click, checked ? 1 : 0);
  dispatch(box, EventKind::input, checked ? 1 : 0);
  return dispatch(box, EventKind::change, checked ? 1 : 0);
}

// The browser tells of it when it has happened.
bool FakePage::fold(Node* details) {
  const bool open = attribute_of(*details, "open") != "true";
  details->set_attribute("open", open ? "true" : "false");
  return dispatch(details, EventKind::toggle, open ? 1 : 0);
}

bool FakePage::drag(std::string_view what, double number) {
  return dispatch(control(what), EventKind::input, number);
}

bool FakePage::release(std::string_view what, double number) {
  return dispatch(control(what), EventKind::change, number);
}

bool FakePage::hold_key(std::string_view what, const std::vector<double>& numbers) {
  Node* slider = control(what);
  bool heard = false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    dispatch(slider, EventKind::keydown, 0, "ArrowRight", i > 0 ? event_repeat : 0);
    heard = dispatch(slider, EventKind::input, numbers[i]);
    dispatch(slider, EventKind::change, numbers[i]);
  }
  return heard;
}

bool FakePage::release_key(std::string_view what) {
  return dispatch(control(what), EventKind::keyup, 0, "ArrowRight");
}

// The field has another text; a `change` will tell of it.
bool FakePage::edit(Node* field, std::string value, std::uint32_t flags) {
  if (!field || is_disabled(*field)) return false;
  field->set_attribute("value", std::move(value));
  edited_.insert(field->id);
  return dispatch(field, EventKind::input, not_a_number, attribute_of(*field, "value"), flags);
}

bool FakePage::settle_edit(Node* field) {
  if (edited_.erase(field->id) == 0) return false;
  return dispatch(field, EventKind::change, not_a_number, attribute_of(*field, "value"));
}

bool FakePage::type(std::string_view what, std::string_view text) {
  bool heard = false;
  while (!text.empty()) {
    const std::string_view key = text.substr(0, character_size(text));
    text.remove_prefix(key.size());
    Node* field = control(what);
    if (!field) return false;
    std::string value = attribute_of(*field, "value");
    if (key == "\b") {
      while (!value.empty() && (value.back() & 0xC0) == 0x80) value.pop_back();
      if (!value.empty()) value.pop_back();
    } else {
      value += key;
    }
    const std::string_view name = key == "\b" ? std::string_view("Backspace") : key;
    dispatch(field, EventKind::keydown, not_a_number, name);
    heard = edit(field, std::move(value));
    dispatch(field, EventKind::keyup, not_a_number, name);
  }
  return heard;
}

bool FakePage::paste(std::string_view what, std::string_view text) {
  Node* field = control(what);
  return field && edit(field, str(attribute_of(*field, "value"), text));
}

bool FakePage::compose(std::string_view what, const std::vector<std::string>& steps) {
  Node* field = control(what);
  if (!field) return false;
  const std::string before = attribute_of(*field, "value");
  for (const std::string& step : steps) {
    dispatch(field, EventKind::keydown, not_a_number, "Process", event_composing);
    edit(field, before + step, event_composing);
  }
  return dispatch(field, EventKind::compositionend, not_a_number, attribute_of(*field, "value"));
}

bool FakePage::press(std::string_view what, std::string_view key) {
  Node* node = control(what);
  if (!node) node = find(what);
  const bool heard = dispatch(node, EventKind::keydown, not_a_number, key);
  if (node && key == "Enter") settle_edit(node);
  return dispatch(node, EventKind::keyup, not_a_number, key) || heard;
}

bool FakePage::leave(std::string_view what) {
  Node* node = control(what);
  if (!node) return false;
  const bool heard = settle_edit(node);
  return dispatch(node, EventKind::focusout, not_a_number) || heard;
}

bool FakePage::choose(std::string_view what, int index) {
  Node* select = control(what);
  if (!select || index < 0) return false;
  int place = index;
  Node* const option = option_at(*select, place);
  if (!option || is_disabled(*option)) return false;
  select->set_attribute("selectedIndex", str(index));
  const std::string text = option->visible_text();
  dispatch(select, EventKind::input, index, text);
  return dispatch(select, EventKind::change, index, text);
}

bool FakePage::choose_files(std::string_view what, std::vector<FakeFile> files) {
  Node* field = control(what);
  if (!field || is_disabled(*field)) return false;
  const std::string shown = files.empty() ? "" : files.front().name;
  field->set_attribute("value", shown);
  FakeFiles::get().choose(std::move(files));
  dispatch(field, EventKind::input, not_a_number, shown);
  return dispatch(field, EventKind::change, not_a_number, shown);
}

bool FakePage::dispatch(Node* node, EventKind kind, double number, std::string_view text,
                        std::uint32_t flags) {
  if (!page_ || !node || (listening_ & 1U << static_cast<unsigned>(kind)) == 0) return false;
  if (is_disabled(*node)) return false;
  while (node && node->id == 0) node = node->parent;
  if (!node) return false;
  if (kind == EventKind::load || kind == EventKind::error) std::erase(loading_.images, node->id);
  page_->dispatch({.node = node->id, .kind = kind, .number = number, .flags = flags, .text = text});
  return true;
}

}  // namespace coracle::testing
