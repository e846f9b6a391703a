#pragma once

#include <coracle/ui/form_reset.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/painter.hpp>
#include <string>

// What a control is to a form that it stands in.

namespace coracle::form {

/// Paints the name of the control, and, at first, what it has again after a reset: the value of
/// `property`, "defaultValue" for instance. To be called before the value is painted.
template <class Value>
void paint(Painter& painter, std::uint32_t control, const Parameter<std::string>& name,
           const Name& property, const Value& value) {
  if (painter.changed(name)) painter.optional_attribute(control, names::name, name());
  if (!painter.first()) return;
  painter.property(control, property, value);
  hear_form_resets();
}

}  // namespace coracle::form
