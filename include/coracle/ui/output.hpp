#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/flow/bind.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/ui/view.hpp>

namespace coracle {

/// When a place shows that it waits for a binding's value: not before `delay`, so that quick work
/// does not flicker, and then for at least `minimum`.
struct LoadingTimes {
  Time delay{150};
  Time minimum{300};
};

/// Sets them for the whole program. A negative time is an error ("bad_argument") that changes
/// nothing.
void set_loading_times(LoadingTimes times);

/// A binding as a view: the place in the page where its views appear.
///
/// It keeps the last view until the next one comes, is `aria-busy` from a trigger to the first
/// value, has the class `coracle-loading` as `LoadingTimes` say, and shows an error below the last
/// good view, with a button that runs the binding again.
class OutputBody final : public ViewBody {
 public:
  using Latest = View (*)(BindingBase& binding);

  OutputBody(Ref<BindingBase> binding, Latest latest)
      : binding_(std::move(binding)), latest_(latest) {}

  std::unique_ptr<Mount> mount(Page& page) override;
  OutputBody* as_output() override { return this; }

  BindingBase& binding() const { return *binding_; }
  /// The view of the binding's newest value; empty if there is none. The reader is recorded.
  View latest() const { return latest_(*binding_); }

 private:
  Ref<BindingBase> binding_;
  Latest latest_;
};

template <class T>
Ref<ViewBody> body_of(const Binding<T>& binding) {
  static_assert(std::convertible_to<const T&, View>,
                "what this function gives cannot be shown: return a View, a component, text or a "
                "number");
  return make_ref<OutputBody>(binding.body(), [](BindingBase& body) {
    const T* value = static_cast<BindingBody<T>&>(body).latest();
    return value ? View(*value) : View();
  });
}

template <ViewFunction F>
Ref<ViewBody> body_of(const F& function) {
  return body_of(bind(function));
}

}  // namespace coracle
