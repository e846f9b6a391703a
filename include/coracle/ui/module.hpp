#pragma once

#include <coracle/base/function.hpp>
#include <coracle/base/json_value.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/ui/component.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coracle {

class Module;
class ModuleMount;

/// What a module's handles refer to.
class ModuleState : public ComponentState {
 public:
  /// The type's template is the element in which it is shown.
  ModuleState(const ComponentType& type, std::string url, std::vector<JsonMember> parameters);
  ~ModuleState() override;

  const ComponentType& type() const override { return type_; }
  ModuleState* as_module() override { return this; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  /// For a component that this is a part of, which is kept while it is shown.
  std::unique_ptr<ComponentMount> make_mount_for(Page& page, Ref<ComponentState> whole);
  void paint(Painter& painter) const override;
  void handle(std::uint32_t hole, const PageEvent& event) override;

  const std::string& url() const { return url_; }
  const Parameter<JsonValue>& parameter(std::string_view name);
  void send(JsonValue message);
  /// What the page is given besides the parameters when it begins to show it.
  void begin_with(Function<JsonValue::Object()> values) { beginning_ = std::move(values); }
  /// The messages that the page is sent when it takes the place of another component of its type,
  /// whose model in the page goes on as its own.
  void continue_with(Function<JsonValue::List(const ComponentState& shown)> messages) {
    continuation_ = std::move(messages);
  }
  /// The last one that the module has sent.
  const Parameter<JsonValue>& message() const { return message_; }
  /// Names each parameter that it was made with, as the description of other components does.
  template <class Visitor>
  void describe(Visitor& visitor) const {
    for (const auto& parameter : parameters_) {
      visitor.parameter(parameter->name().data(), *parameter, JsonValue(), "");
    }
  }

 private:
  friend class ModuleMount;
  struct Model;

  bool has_same_shape(const ModuleState& other) const;
  void go_on_after(const ComponentState& shown);

  const ComponentType& type_;
  std::string url_;
  std::vector<std::unique_ptr<std::string>> names_;
  using OneParameter = std::unique_ptr<Parameter<JsonValue>>;
  std::vector<OneParameter> parameters_;
  OneParameter unknown_;
  Function<JsonValue::Object()> beginning_;
  Function<JsonValue::List(const ComponentState&)> continuation_;
  mutable SignalNode<std::uint32_t> sent_{0};
  Parameter<JsonValue> message_{*this, "message", JsonValue()};
  std::unique_ptr<Model> model_;  // what the page knows of it, while it is shown
};

/// An ES module in the page: a plot, an editor, a widget that somebody published.
///
///     Module counter("counter.mjs", {{"value", 0}, {"label", "Count"}});
///     counter["value"].watch([](const Change<JsonValue>& change) { … });
///     counter["value"] = 3;
///     counter.send(JsonValue::object({{"type", "flash"}}));
///
/// The module keeps the contract of anywidget: its default export, or what that returns when it
/// is a function, has `render({ model, el })` and may have `initialize({ model })`; each may return
/// a clean-up function. `model` has `get`, `set`, `save_changes`, `on`, `off` and `send`. Its
/// values are these parameters: what the program sets arrives as a change at the next commit, what
/// the module saves is set here. Bytes arrive there as a DataView, and come from any buffer or
/// view. A parameter `_css` is a style sheet, as text or as an address.
///
/// The address is relative to the page. The module is loaded when it is first shown. If that
/// fails, or `render` does, the error is shown in its place and reported.
///
/// A snapshot has its parameters, but for those with bytes, and those named "type" or "key".
///
/// Semantics: anywidget's front-end modules; ipywidgets' custom messages.
class Module : public Component {
 public:
  using Parameters = ModuleState;

  explicit Module(std::string url, std::vector<JsonMember> parameters = {});

  /// The parameter of that name; it must be one of those that the module was made with. Of another
  /// name it is reported, and what is set is lost.
  const Parameter<JsonValue>& operator[](std::string_view name) const;

  /// Sends a message, with the bytes in it: the module hears it by `model.on("msg:custom", f)`.
  /// Messages arrive with the next commit, in order, after what was set before them. While the
  /// module is not shown they are lost.
  void send(JsonValue message) const;

  /// Calls `f(JsonValue)` for each message that the module sends. It may return a task. Lasts as
  /// long as a watcher does.
  template <class F>
  Subscription on_message(F f) const {
    return module_state().message().watch(
        [f = std::move(f)](const Change<JsonValue>& change) mutable { return f(change.now); },
        {.always = true});
  }

 private:
  ModuleState& module_state() const { return static_cast<ModuleState&>(*state()); }
};

/// The bytes that came with the message being handled, which are taken by asking. Defined by what
/// the program runs in, like `default_network`: a program without modules does not contain it.
std::vector<Bytes> take_message_bytes();

}  // namespace coracle
