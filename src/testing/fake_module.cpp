// ES modules in the fake page: what they are told, and what a test has them tell.
#include <coracle/testing/fake_page.hpp>
#include <coracle/ui/module.hpp>
#include <utility>

namespace coracle {

namespace {

std::vector<Bytes>& message_bytes() {
  static std::vector<Bytes>& bytes = *new std::vector<Bytes>();
  return bytes;
}

}  // namespace

std::vector<Bytes> take_message_bytes() { return std::exchange(message_bytes(), {}); }

namespace testing {

FakeModule* FakePage::module(std::string_view what) {
  const Node* node = find(what);
  return node ? module_at(node->id) : nullptr;
}

FakeModule* FakePage::module_at(NodeId node) {
  const auto found = modules_.find(node);
  return found == modules_.end() ? nullptr : &found->second;
}

bool FakePage::tell_module(NodeId node, ModulePart part, const JsonValue& content) {
  if (part == ModulePart::show) {
    FakeModule& module = modules_[node];
    module.model = static_cast<std::uint32_t>(content["model"].number_or(0));
    module.url = content["url"].text_or("");
    module.state = content["state"];
    return module.model > 0 && !module.url.empty() && module.state.object();
  }
  const auto found = modules_.find(node);
  if (found == modules_.end()) return false;
  if (part == ModulePart::message) {
    found->second.messages.push_back(content["content"]);
    return true;
  }
  const JsonValue::Object* values = content["state"].object();
  if (!values) return false;
  for (const auto& [name, value] : *values) found->second.state.set(name, value);
  ++found->second.updates;
  return true;
}

bool FakePage::say_as_module(std::string_view what, std::string_view member, JsonValue content) {
  const Node* node = find(what);
  if (!page_ || !node || !modules_.contains(node->id)) return false;
  JsonValue message;
  message.set(member, std::move(content));
  message_bytes().clear();
  const std::string text = message.to_json(&message_bytes());
  page_->dispatch({.node = node->id, .kind = EventKind::message, .text = text});
  return true;
}

bool FakePage::save(std::string_view what, JsonValue values) {
  FakeModule* shown = module(what);
  if (!shown || !values.object()) return false;
  for (const auto& [name, value] : *values.object()) shown->state.set(name, value);
  return say_as_module(what, "state", std::move(values));
}

bool FakePage::send(std::string_view what, JsonValue message) {
  return say_as_module(what, "message", std::move(message));
}

bool FakePage::fail(std::string_view what, std::string_view reason) {
  return say_as_module(what, "error", reason);
}

}  // namespace testing

}  // namespace coracle
