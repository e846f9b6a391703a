#pragma once

#include <coracle/flow/movement.hpp>
#include <coracle/ui/component.hpp>
#include <coracle/ui/names.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "form.hpp"

namespace coracle {

// What TextInput and TextArea have in common.

namespace text_field {

enum Hole : std::uint32_t { label_text = 1, control = 2 };

}  // namespace text_field

/// The state of a field whose handle is `Field`: `typed` follows each key, `value` what was
/// confirmed.
template <class Field>
class TextState : public Field::Parameters {
  using Parameters = typename Field::Parameters;

 public:
  using Parameters::disabled, Parameters::label, Parameters::name, Parameters::placeholder,
      Parameters::typed, Parameters::value;

  const ComponentType& type() const final { return type_; }

  void paint(Painter& painter) const override {
    using text_field::control;
    if (painter.changed(label)) painter.text(text_field::label_text, label());
    if (painter.changed(placeholder)) {
      painter.property(control, names::placeholder, placeholder());
    }
    form::paint(painter, control, name, names::default_value, value.peek());
    if (painter.changed(typed)) painter.property(control, names::value, typed());
    // Also where it takes the place of a field that showed the same.
    shown_ = typed();
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    if (!takes(event)) return;
    // Some ways of filling in a form have no `input` before it.
    hear(event.text);
    if (event.kind == EventKind::change) commit();
  }

  const Movement* movement_of(const ParameterBase& parameter) const final {
    return &parameter == &typed ? &typing_ : nullptr;
  }

  // What a program sets wins over what is being typed, though it be equal to the last value.
  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &value && !committing_ &&
        value.peek() == *static_cast<std::string*>(candidate)) {
      typed.set(value.peek());
    }
    return true;
  }
  void settled(const ParameterBase& parameter) final {
    if (&parameter == &value) typed.set(value.peek());
  }

 protected:
  TextState(const ComponentType& type, typename Field::Options&& options)
      : Parameters(std::move(options)), type_(type) {
    typed.initialize(value.peek());
  }

  bool takes(const PageEvent& event) const {
    return !disabled.peek() && (event.flags & event_composing) == 0;
  }

  void hear(std::string_view text) {
    // Typed on top of a text that the program has replaced: the page will be told.
    if (shown_ != typed.peek()) return;
    shown_ = text;
    typing_.move(typed, shown_);
  }

  void commit() {
    committing_ = true;
    batch([this] {
      typing_.release();
      value.set(typed.peek());
    });
    committing_ = false;
  }

 private:
  const ComponentType& type_;
  // What the page shows, as far as is known here.
  mutable std::string shown_;
  Movement typing_{typed};
  bool committing_ = false;
};

}  // namespace coracle
