#include <coracle/ui/module.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/ui/page.hpp>

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-module"></div>)");
constinit const ComponentType module_type{"Module", shape, {}};

std::uint32_t next_model = 1;

}  // namespace

// The model in the page. It lives while the component is shown, anywhere.
struct ModuleState::Model {
  std::uint32_t number = next_model++;
  std::vector<JsonValue> known;     // the parameters' values there
  std::vector<JsonValue> messages;  // that wait for the next commit
  std::vector<ModuleMount*> mounts;
};

/// One place where a module is shown: one call of its `render`.
class ModuleMount final : public ComponentMount {
 public:
  ModuleMount(Page& page, Ref<ModuleState> state, Ref<ComponentState> whole)
      : ComponentMount(page, state), whole_(std::move(whole)) {
    join();
  }
  ~ModuleMount() override { leave(); }

  bool show(const Ref<ViewBody>& next) override {
    ComponentState* component = next->as_component();
    ModuleState* other = component ? component->as_module() : nullptr;
    if (!other || component->fault()) return false;
    ModuleState& mine = module();
    if (other != &mine) {
      // The page's model goes over to the other one, if nobody else needs it.
      const bool is_needed = other->model_ || mine.model_->mounts.size() > 1;
      if (is_needed || !other->has_same_shape(mine)) return false;
      other->model_ = std::move(mine.model_);
      other->go_on_after(*whole_);
      ComponentMount::show(Ref<ViewBody>(other));
    }
    whole_ = Ref(component);
    return true;
  }

  void handle(std::uint32_t hole, const PageEvent& event) override {
    if (event.kind != EventKind::message) return;
    const Ref<ModuleState> state(&module());
    state->handle(hole, event);
  }

 private:
  // Only this class makes one of these a component of the mount.
  ModuleState& module() const {
    return const_cast<ModuleState&>(static_cast<const ModuleState&>(state()));
  }

  void join() {
    ModuleState& state = module();
    if (!state.model_) state.model_ = std::make_unique<ModuleState::Model>();
    state.model_->mounts.push_back(this);
  }

  void leave() {
    auto& model = module().model_;
    std::erase(model->mounts, this);
    if (model->mounts.empty()) model.reset();
  }

  void paint() override {
    ModuleState& state = module();
    ModuleState::Model& model = *state.model_;
    JsonValue values = changes(state, model);
    if (!is_shown_) {
      Painter painter(page().patch(), node());
      whole_->paint(painter);
      JsonValue content;
      content.set("model", model.number);
      content.set("url", state.url());
      content.set("state", std::move(values));
      write(ModulePart::show, content);
      is_shown_ = true;
    } else if (!values.object()->empty()) {
      JsonValue content;
      content.set("state", std::move(values));
      write(ModulePart::update, content);
    }
    // One of the places hears for all.
    state.sent_.get();
    if (model.mounts.front() != this) return;
    for (JsonValue& message : std::exchange(model.messages, {})) {
      JsonValue content;
      content.set("content", std::move(message));
      write(ModulePart::message, content);
    }
  }

  // What the page's model does not know yet.
  static JsonValue changes(const ModuleState& state, ModuleState::Model& model) {
    JsonValue values{JsonValue::Object()};
    const bool is_new = model.known.empty();
    model.known.resize(state.parameters_.size() + 1);
    for (std::size_t i = 0; i < state.parameters_.size(); ++i) {
      const Parameter<JsonValue>& parameter = *state.parameters_[i];
      const JsonValue& value = parameter();
      if (!is_new && value == model.known[i]) continue;
      values.set(parameter.name(), model.known[i] = value);
    }
    if (is_new && state.beginning_) {
      for (JsonMember& member : state.beginning_())
        values.set(member.name, std::move(member.value));
    }
    return values;
  }

  void write(ModulePart part, const JsonValue& content) {
    std::vector<Bytes> bytes;
    const std::string json = content.to_json(&bytes);
    page().patch().module(node(), part, json, bytes);
  }

  Ref<ComponentState> whole_;  // what the module is, or is a part of
  bool is_shown_ = false;
};

ModuleState::ModuleState(const ComponentType& type, std::string url,
                         std::vector<JsonMember> parameters)
    : type_(type), url_(std::move(url)) {
  if (url_.empty()) set_fault("Module: name the address of an ES module");
  for (JsonMember& member : parameters) {
    const auto same = [&](const auto& other) { return other->name() == member.name; };
    if (std::ranges::any_of(parameters_, same)) {
      set_fault(str("Module: there are two parameters \"", member.name, '"'));
      continue;
    }
    names_.push_back(std::make_unique<std::string>(std::move(member.name)));
    parameters_.push_back(std::make_unique<Parameter<JsonValue>>(*this, names_.back()->c_str(),
                                                                 std::move(member.value)));
  }
}

ModuleState::~ModuleState() = default;

void ModuleState::paint(Painter&) const {}

std::unique_ptr<ComponentMount> ModuleState::make_mount(Page& page) {
  return make_mount_for(page, Ref<ComponentState>(this));
}

std::unique_ptr<ComponentMount> ModuleState::make_mount_for(Page& page, Ref<ComponentState> whole) {
  return std::make_unique<ModuleMount>(page, Ref(this), std::move(whole));
}

bool ModuleState::has_same_shape(const ModuleState& other) const {
  return !fault() && &type_ == &other.type_ && url_ == other.url_ &&
         std::ranges::equal(
             parameters_, other.parameters_,
             [](const auto& mine, const auto& theirs) { return mine->name() == theirs->name(); });
}

const Parameter<JsonValue>& ModuleState::parameter(std::string_view name) {
  const auto found =
      std::ranges::find(parameters_, name, [](const auto& one) { return one->name(); });
  if (found != parameters_.end()) return **found;
  complain(str("Module: ", url_, " was made without a parameter \"", name,
               "\"; name it when the module is made"));
  if (!unknown_) unknown_ = std::make_unique<Parameter<JsonValue>>(*this, "unknown", JsonValue());
  return *unknown_;
}

void ModuleState::go_on_after(const ComponentState& shown) {
  if (!continuation_) return;
  for (JsonValue& message : continuation_(shown)) model_->messages.push_back(std::move(message));
}

void ModuleState::send(JsonValue message) {
  if (!model_) return;
  model_->messages.push_back(std::move(message));
  sent_.set(sent_.peek() + 1);
}

// {"state":{…}}, {"message":…} or {"error":"…"}
void ModuleState::handle(std::uint32_t, const PageEvent& event) {
  const Result<JsonValue> content = JsonValue::parse(event.text, take_message_bytes());
  if (!content) return complain(str("Module: ", url_, ": ", content.error().message()));
  if (const std::string* reason = (*content)["error"].text()) {
    return complain(str("Module: ", url_, ": ", *reason));
  }
  if (const JsonValue::Object* values = (*content)["state"].object()) {
    batch([&] {
      for (const auto& [name, value] : *values) {
        const Parameter<JsonValue>& parameter = this->parameter(name);
        const auto same = std::ranges::find(parameters_, &parameter, &OneParameter::get);
        // The page knows it already: it is told again only if it became another one.
        if (model_ && same != parameters_.end()) {
          model_->known[static_cast<std::size_t>(same - parameters_.begin())] = value;
        }
        parameter.set(value);
      }
    });
    return;
  }
  message_.set((*content)["message"]);
}

Module::Module(std::string url, std::vector<JsonMember> parameters)
    : Component(make_ref<ModuleState>(module_type, std::move(url), std::move(parameters))) {}

const Parameter<JsonValue>& Module::operator[](std::string_view name) const {
  return module_state().parameter(name);
}

void Module::send(JsonValue message) const { module_state().send(std::move(message)); }

}  // namespace coracle
