#pragma once

#include <concepts>
#include <coracle/base/ref.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/skip.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace coracle {

class Component;
class ComponentState;
class Mount;
class OutputBody;
class Page;
class TextBody;

/// What a view refers to: a component's state, a text, a binding. Made once, shown in any
/// number of places; each place is a `Mount`.
class ViewBody : public ParameterOwner {
 public:
  /// Writes the elements into the page's patch, to be placed by the caller.
  virtual std::unique_ptr<Mount> mount(Page& page) = 0;

  /// This as a component, a text or a binding, or null: what a mount has to know of a view to
  /// decide whether it can show it in place.
  virtual ComponentState* as_component() { return nullptr; }
  virtual TextBody* as_text() { return nullptr; }
  virtual OutputBody* as_output() { return nullptr; }

  /// For `Children`, while it reconciles: where in the list this is shown, or a view that has its
  /// key. Else `no_place`.
  static constexpr std::uint32_t no_place = ~0U;
  std::uint32_t& place() const { return *place_; }
  /// Whether it shares that with no other view.
  bool has_own_place() const { return place_ == &own_place_; }

 protected:
  ViewBody() = default;
  /// Shares its place with others.
  explicit ViewBody(std::uint32_t* place) : place_(place) {}

 private:
  std::uint32_t own_place_ = no_place;
  std::uint32_t* place_ = &own_place_;
};

template <class T>
class Binding;

/// A function without parameters, whose results are views.
template <class F>
concept ViewFunction = std::invocable<const F&> && !std::convertible_to<const F&, std::string_view>;

/// Of a binding, or of a function to be bound to nothing. Defined in `output.hpp`.
template <class T>
Ref<ViewBody> body_of(const Binding<T>& binding);
template <ViewFunction F>
Ref<ViewBody> body_of(const F& function);

/// Something that can be shown, whatever it is: a component, text, a number, a binding, or a
/// function without parameters that returns, yields or will return a view.
///
///     View greeting = "Hello";
///     View form = Column("Name", TextInput(), bind(greet, name));
///
/// A handle: copying it refers to the same thing. Text is shown as text, never as HTML. An
/// empty view shows nothing.
class View {
 public:
  View() = default;
  View(std::nullptr_t) {}
  /// For a run that has nothing new to show.
  View(Skip);
  View(const char* text) : View(std::string(text)) {}
  View(std::string_view text) : View(std::string(text)) {}
  View(std::string text);
  template <class Number>
    requires std::is_arithmetic_v<Number>
  View(Number value) : View(str(value)) {}
  View(const Component& component);

  template <class Shown>
    requires requires(const Shown& shown) { body_of(shown); }
  View(const Shown& shown) : body_(body_of(shown)) {}

  explicit View(Ref<ViewBody> body) : body_(std::move(body)) {}

  bool is_skip() const { return body_ && body_.get() == skip_body_; }
  explicit operator bool() const { return body_ && !is_skip(); }
  /// Whether both refer to the same thing, not whether they look alike.
  friend bool operator==(const View& a, const View& b) { return a.body_ == b.body_; }

  const Ref<ViewBody>& body() const { return body_; }

 private:
  static inline const ViewBody* skip_body_ = nullptr;  // null unless there ever was a `skip`
  Ref<ViewBody> body_;
};

}  // namespace coracle
