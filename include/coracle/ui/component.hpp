#pragma once

#include <coracle/flow/event.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/ui/mount.hpp>
#include <coracle/ui/painter.hpp>
#include <coracle/ui/view.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace coracle {

class ComponentMount;
class ModuleState;

/// What all components of one kind have in common.
struct ComponentType {
  std::string_view name;
  const Template& shape;
  /// What its mounts handle.
  std::span<const EventKind> hears;
};

/// What a component's handles refer to: its parameters, and how it is painted and heard.
class ComponentState : public ViewBody {
 public:
  virtual const ComponentType& type() const = 0;
  /// Writes what has changed. Reads nothing but this component's parameters.
  virtual void paint(Painter& painter) const = 0;
  /// Something happened to the root (0) or to a hole of one of its mounts.
  virtual void handle(std::uint32_t hole, const PageEvent& event);

  /// Painted; as its fault if it has one.
  std::unique_ptr<Mount> mount(Page& page) final;
  ComponentState* as_component() final { return this; }
  /// The ES module that shows it, if one does.
  virtual ModuleState* as_module() { return nullptr; }

  /// Why it cannot be shown, if its options were contradictory: it is shown as this error.
  const Error& fault() const { return fault_; }

 protected:
  /// What shows it in one place, not painted yet. One of a kind of its own can do more than paint.
  virtual std::unique_ptr<ComponentMount> make_mount(Page& page);

  /// To be called while it is made. Reports it too.
  void set_fault(std::string message);

 private:
  Error fault_;
  bool is_mounting_ = false;
};

/// A handle to a component: copying it refers to the same one, so a lambda captures it by value
/// and nothing dangles. The last handle, or place where it is shown, frees it.
class Component {
 public:
  const Ref<ComponentState>& state() const { return state_; }

 protected:
  explicit Component(Ref<ComponentState> state) : state_(std::move(state)) {}

 private:
  Ref<ComponentState> state_;
};

inline View::View(const Component& component) : body_(component.state()) {}

/// Shows one component in one place.
class ComponentMount : public PaintedMount {
 public:
  ComponentMount(Page& page, Ref<ComponentState> state);

  const ViewBody* body() const override { return state_.get(); }
  bool show(const Ref<ViewBody>& next) override;
  void handle(std::uint32_t hole, const PageEvent& event) override;

 protected:
  void paint() override;
  ComponentState& state() const { return *state_; }

 private:
  Ref<ComponentState> state_;
  Ref<ComponentState> painted_;  // what the nodes look like; null before the first painting
  ChangeStamp painted_at_ = 0;
};

}  // namespace coracle

// A component is described once, by a list of its parameters and events:
//
//     #define CORACLE_BUTTON(PARAMETER, EVENT)                            \
//       PARAMETER(std::string, label, "", "The text on the button.")      \
//       PARAMETER(bool, disabled, false, "Whether people cannot press it.") \
//       EVENT(pressed, "A press.")
//
// `CORACLE_COMPONENT(Button, CORACLE_BUTTON)` in the class of its handle makes of it
//   - `Button::Options`, with which it is constructed: `Button({.label = "Go"})`; its
//     `describe(visitor)` names each option, to be filled from elsewhere;
//   - `Button::Parameters`, the base of its state, whose `describe(visitor)` names everything,
//     for the JavaScript classes, the TypeScript types, the reference and the contract tests;
//   - a member of the handle for each: `button.label`, `button.pressed`.

#define CORACLE_OPTION_(Type, name, initial, text) std::optional<Type> name = std::nullopt;
#define CORACLE_DESCRIBE_OPTION_(Type, name, initial, text) visitor.option(#name, name);
#define CORACLE_STATE_PARAMETER_(Type, name, initial, text) \
  ::coracle::Parameter<Type> name{*this, #name, Type(initial)};
#define CORACLE_STATE_EVENT_(name, text) ::coracle::Event name{*this, #name};
#define CORACLE_TAKE_(Type, name, initial, text) \
  if (options.name) this->name.initialize(std::move(*options.name));
#define CORACLE_HANDLE_PARAMETER_(Type, name, initial, text) \
  const ::coracle::Parameter<Type>& name = parameters().name;
#define CORACLE_HANDLE_EVENT_(name, text) const ::coracle::Event& name = parameters().name;
#define CORACLE_DESCRIBE_PARAMETER_(Type, name, initial, text) \
  visitor.parameter(#name, name, Type(initial), text);
#define CORACLE_DESCRIBE_EVENT_(name, text) visitor.event(#name, name, text);
#define CORACLE_NOTHING_(...)

#define CORACLE_COMPONENT(Handle, LIST)                                               \
 public:                                                                              \
  struct Options {                                                                    \
    LIST(CORACLE_OPTION_, CORACLE_NOTHING_)                                           \
    template <class Visitor>                                                          \
    void describe(Visitor& visitor) {                                                 \
      LIST(CORACLE_DESCRIBE_OPTION_, CORACLE_NOTHING_)                                \
    }                                                                                 \
  };                                                                                  \
  class Parameters : public ::coracle::ComponentState {                               \
   public:                                                                            \
    LIST(CORACLE_STATE_PARAMETER_, CORACLE_STATE_EVENT_)                              \
    template <class Visitor>                                                          \
    void describe(Visitor& visitor) const {                                           \
      LIST(CORACLE_DESCRIBE_PARAMETER_, CORACLE_DESCRIBE_EVENT_)                      \
    }                                                                                 \
    [[maybe_unused]] static constexpr std::string_view component_name = #Handle;      \
                                                                                      \
   protected:                                                                         \
    explicit Parameters(Options&& options) { LIST(CORACLE_TAKE_, CORACLE_NOTHING_) }  \
  };                                                                                  \
                                                                                      \
 private:                                                                             \
  Parameters& parameters() const { return static_cast<Parameters&>(*this->state()); } \
                                                                                      \
 public:                                                                              \
  LIST(CORACLE_HANDLE_PARAMETER_, CORACLE_HANDLE_EVENT_)                              \
  Handle(const Handle&) = default;                                                    \
  Handle& operator=(const Handle& other) {                                            \
    if (this != &other) {                                                             \
      std::destroy_at(this);                                                          \
      std::construct_at(this, other);                                                 \
    }                                                                                 \
    return *this;                                                                     \
  }
