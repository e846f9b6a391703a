#include <algorithm>
#include <coracle/async/scope.hpp>
#include <coracle/base/str.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/ui/snapshot.hpp>
#include <utility>

#include "keyed_view.hpp"
#include "state_format.hpp"

namespace coracle {

namespace {

// How many errors are told of; a hostile state may have any number.
constexpr std::size_t most_errors = 100;

// A parameter that the state has a value for.
struct Wanted {
  Ref<ParameterOwner> owner;
  const ParameterBase& parameter;
  const StateType& type;
  const JsonValue& value;
  std::string place;
  std::string complaint;
};

// Finds what of the state belongs where.
class Restorer {
 public:
  std::vector<Error> run(const View& root, const JsonValue& state) {
    match(root, state, "", 0);
    batch([this] { set_all(); });
    for (const Wanted& wanted : wanted_) {
      if (!wanted.complaint.empty()) fail(wanted.place, wanted.complaint);
    }
    if (left_out_ > 0) add(str("there were ", left_out_, " more errors"));
    return std::move(errors_);
  }

 private:
  class Matcher;

  void match(const View& view, const JsonValue& state, const std::string& place, int depth) {
    ComponentState* component = component_of(view);
    if (!component || depth > deepest_state) {
      if (!state.is_null()) fail(place, "no component stands here that has a state");
      return;
    }
    // A text or a binding stood there.
    if (state.is_null()) return;
    if (!state.object()) {
      return fail(place, str("the state of ", component->type().name, " was expected, not ",
                             state.kind_name()));
    }
    if (state["type"].text_or("") != component->type().name) {
      return fail(place, str("here stands ", component->type().name, ", the state is of ",
                             state["type"].text_or("nothing that says its type").substr(0, 60)));
    }
    match_members(*component, state, place, depth);
  }

  void match_members(ComponentState& component, const JsonValue& state, const std::string& place,
                     int depth);

  void match_list(const std::vector<View>& views, const JsonValue& states, const std::string& place,
                  int depth) {
    const JsonValue::List* list = states.list();
    if (!list) return fail(place, str("a list was expected, not ", states.kind_name()));
    for (std::size_t i = 0; i < list->size(); ++i) {
      const JsonValue& state = (*list)[i];
      const std::string at = str(place, '[', i, ']');
      const View* view = find(views, state["key"].text_or(""), i);
      if (view) {
        match(*view, state, at, depth);
      } else if (!state.is_null()) {
        fail(at, "there is no such view any more");
      }
    }
  }

  static const View* find(const std::vector<View>& views, std::string_view key, std::size_t index) {
    if (key.empty()) return index < views.size() ? &views[index] : nullptr;
    const auto has_key = [key](const View& view) { return keyed_view(view).key == key; };
    const auto found = std::ranges::find_if(views, has_key);
    return found == views.end() ? nullptr : &*found;
  }

  // One may be refused because another has not been set yet, such as a value before the bounds: as
  // long as something changes they are tried again.
  void set_all() {
    bool changed = true;
    for (int round = 0; changed && round < 4; ++round) {
      changed = false;
      for (Wanted& wanted : wanted_) {
        const JsonValue before = wanted.type.read(wanted.parameter);
        wanted.complaint.clear();
        if (before == wanted.value) continue;
        set(wanted);
        changed = changed || !(wanted.type.read(wanted.parameter) == before);
      }
    }
  }

  static void set(Wanted& wanted) {
    Scope scope;
    scope.on_error([&wanted](const Error& error) { wanted.complaint = error.message(); });
    scope.enter([&] {
      if (!wanted.type.write(wanted.parameter, wanted.value)) {
        wanted.complaint = str("it cannot be ", text_of(wanted.value));
      }
    });
  }

  static std::string text_of(const JsonValue& value) {
    if (value.list() || value.object()) return str("this ", value.kind_name());
    std::string text = value.to_json();
    return text.size() > 60 ? str("this ", value.kind_name()) : text;
  }

  void fail(const std::string& place, std::string_view what) {
    if (errors_.size() == most_errors) {
      ++left_out_;
    } else {
      add(place.empty() ? std::string(what) : str(place, ": ", what));
    }
  }
  void add(std::string message) { errors_.push_back(Error("bad_state", std::move(message))); }

  std::vector<Wanted> wanted_;
  std::vector<Error> errors_;
  std::size_t left_out_ = 0;
};

// Meets the members of one component, and notes those of the state that it has met.
class Restorer::Matcher final : public StateVisitor {
 public:
  Matcher(Restorer& restorer, ComponentState& component, const JsonValue& state, std::string place,
          int depth)
      : restorer_(restorer),
        component_(component),
        state_(state),
        place_(std::move(place)),
        depth_(depth) {}

  bool has_met(std::string_view name) const { return std::ranges::count(met_, name) != 0; }
  std::string place_of(std::string_view name) const {
    return place_.empty() ? std::string(name) : str(place_, '.', name);
  }

 private:
  // Null where the state does not have it. The first of two of one name counts.
  const JsonValue* meet(const char* name) {
    met_.emplace_back(name);
    const auto found = std::ranges::find(*state_.object(), met_.back(), &JsonMember::name);
    return found == state_.object()->end() ? nullptr : &found->value;
  }

  void value(const char* name, const ParameterBase& parameter, const StateType& type) override {
    if (const JsonValue* value = meet(name)) {
      restorer_.wanted_.push_back(
          {Ref<ParameterOwner>(&component_), parameter, type, *value, place_of(name), {}});
    }
  }
  void view(const char* name, const View& view) override {
    if (const JsonValue* value = meet(name)) {
      restorer_.match(view, *value, place_of(name), depth_ + 1);
    }
  }
  void views(const char* name, const std::vector<View>& views) override {
    if (const JsonValue* value = meet(name)) {
      restorer_.match_list(views, *value, place_of(name), depth_ + 1);
    }
  }

  Restorer& restorer_;
  ComponentState& component_;
  const JsonValue& state_;
  std::string place_;
  int depth_;
  std::vector<std::string_view> met_;
};

void Restorer::match_members(ComponentState& component, const JsonValue& state,
                             const std::string& place, int depth) {
  const std::string_view type = component.type().name;
  const auto* description = detail::find_description(type);
  if (!description) {
    return fail(place,
                str("nothing is known of ", type, "; call describe_component<", type, ">()"));
  }
  Matcher matcher(*this, component, state, place, depth);
  description->visit(component, matcher);
  for (const JsonMember& member : *state.object()) {
    if (!is_kept(member.name) && !matcher.has_met(member.name)) {
      fail(matcher.place_of(member.name.substr(0, 60)), str(type, " has no such parameter"));
    }
  }
}

}  // namespace

std::vector<Error> restore(const View& root, std::string_view state) {
  const Result<JsonValue> json = JsonValue::parse(state);
  if (!json) {
    return {Error("bad_state", str("this is no snapshot: ", json.error().message()))};
  }
  return Restorer().run(root, *json);
}

}  // namespace coracle
