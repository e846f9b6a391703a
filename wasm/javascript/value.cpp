#include "value.hpp"

#include <coracle/ui/output.hpp>
#include <coracle/ui/text.hpp>

#include "binding.hpp"
#include "imports.hpp"
#include "registry.hpp"

namespace coracle::javascript {

val text(std::string_view value) {
  return val::take_ownership(coracle_javascript_text(value.data(), value.size()));
}
val number(double value) { return val::take_ownership(coracle_javascript_number(value)); }
val boolean(bool value) { return val::take_ownership(coracle_javascript_boolean(value)); }

val member_name(std::string_view name) {
  std::string spelt;
  bool raised = false;
  for (char letter : name) {
    if (raised && letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    raised = letter == '_';
    if (!raised) spelt += letter;
  }
  return text(spelt);
}

std::string text_of(const val& value) {
  // One more for the zero that JavaScript's side writes; std::string has room for it.
  std::string text(coracle_javascript_text_size(value.as_handle()), '\0');
  coracle_javascript_copy_text(value.as_handle(), text.data(), text.size());
  return text;
}
double number_of(const val& value) { return coracle_javascript_number_of(value.as_handle()); }

std::uint32_t length_of(const val& array) {
  return static_cast<std::uint32_t>(number_of(array["length"]));
}
val element(const val& array, std::uint32_t index) {
  return val::take_ownership(coracle_javascript_element(array.as_handle(), index));
}
void append(const val& array, const val& value) {
  coracle_javascript_append(array.as_handle(), value.as_handle());
}

val bytes_value(const Bytes& bytes) {
  return val::take_ownership(coracle_javascript_bytes(bytes.data(), bytes.size()));
}
Bytes bytes_of(const val& array) {
  return Bytes::filled(length_of(array), [&](std::span<std::uint8_t> block) {
    coracle_javascript_copy_bytes(array.as_handle(), block.data(), block.size());
  });
}

View view_of(const val& value) {
  auto* body = reinterpret_cast<ViewBody*>(coracle_javascript_view(value.as_handle()));
  return View(Ref<ViewBody>::adopt(body));
}

val value_of(const View& view) {
  ViewBody* body = view.body().get();
  if (!body) return val::undefined();
  if (const TextBody* shown = body->as_text()) return text(shown->text());
  if (ComponentState* component = body->as_component()) {
    return val::take_ownership(coracle_javascript_component(
        component_index(*component), reinterpret_cast<std::uintptr_t>(body)));
  }
  if (OutputBody* output = body->as_output()) {
    // Every binding in this module is one of ours.
    auto& binding = static_cast<Binding&>(output->binding());
    return val::take_ownership(
        coracle_javascript_binding(reinterpret_cast<std::uintptr_t>(&binding)));
  }
  return val::take_ownership(coracle_javascript_keyed(reinterpret_cast<std::uintptr_t>(body)));
}

bool same_elements(const val& a, const val& b) {
  const std::uint32_t count = length_of(a);
  if (length_of(b) != count) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!element(a, i).strictlyEquals(element(b, i))) return false;
  }
  return true;
}

bool same_value(const AnyValue& a, const AnyValue& b) {
  return a == b || (a.get().isArray() && b.get().isArray() && same_elements(a.get(), b.get()));
}

Error error_of(const val& failure) {
  Error error = Error("javascript", text_of(failure["message"]))
                    .with_detail(text_of(failure["detail"]))
                    .with_origin(make_ref<Thrown>(failure["error"]));
  const val cause = failure["cause"];
  return cause.isUndefined() ? error : std::move(error).with_cause(error_of(cause));
}

val raw_error(const Error& error) {
  val object = val::object();
  object.set("code", text(error.code()));
  object.set("message", text(error.message()));
  if (error.origin() && error.origin()->kind() == &Thrown::kind_of_all) {
    object.set("thrown", static_cast<const Thrown*>(error.origin())->value);
  }
  if (const Error* cause = error.cause()) object.set("cause", raw_error(*cause));
  return object;
}

}  // namespace coracle::javascript
