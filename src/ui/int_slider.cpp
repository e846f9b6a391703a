#include <coracle/ui/int_slider.hpp>

#include "slider_state.hpp"

namespace coracle {

namespace {
constinit const ComponentType slider_type{"IntSlider", slider::shape, slider::hears};
}

IntSlider::IntSlider() : IntSlider(Options()) {}
IntSlider::IntSlider(Options options)
    : Component(make_ref<SliderState<IntSlider, int>>(slider_type, std::move(options))) {}

}  // namespace coracle
