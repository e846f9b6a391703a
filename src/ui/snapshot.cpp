#include <coracle/ui/snapshot.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>

#include "keyed_view.hpp"
#include "state_format.hpp"

namespace coracle {

namespace {

JsonValue state_of(const View& view, int depth);

bool has_bytes(const JsonValue& value) {
  if (value.bytes()) return true;
  if (const JsonValue::List* list = value.list()) return std::ranges::any_of(*list, has_bytes);
  const JsonValue::Object* object = value.object();
  return object && std::ranges::any_of(*object, has_bytes, &JsonMember::value);
}

class Reader final : public StateVisitor {
 public:
  Reader(JsonValue& state, int depth) : state_(state), depth_(depth) {}

 private:
  void value(const char* name, const ParameterBase& parameter, const StateType& type) override {
    JsonValue value = type.read(parameter);
    if (!is_kept(name) && !has_bytes(value)) state_.set(name, std::move(value));
  }
  void view(const char* name, const View& view) override {
    state_.set(name, state_of(view, depth_ + 1));
  }
  void views(const char* name, const std::vector<View>& views) override {
    JsonValue::List list;
    for (const View& view : views) list.push_back(state_of(view, depth_ + 1));
    state_.set(name, std::move(list));
  }

  JsonValue& state_;
  int depth_;
};

JsonValue state_of(const View& view, int depth) {
  const ComponentState* component = component_of(view);
  if (!component || depth > deepest_state) return nullptr;
  JsonValue state = JsonValue::object({{"type", component->type().name}});
  if (const KeyedView keyed = keyed_view(view); keyed.content) state.set("key", keyed.key);
  if (const auto* description = detail::find_description(component->type().name)) {
    Reader reader(state, depth);
    description->visit(*component, reader);
  }
  return state;
}

}  // namespace

std::string snapshot(const View& root) { return state_of(root, 0).to_json(); }

}  // namespace coracle
