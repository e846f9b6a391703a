#include <coracle/ui/float_slider.hpp>

#include "slider_state.hpp"

namespace coracle {

namespace {
constinit const ComponentType slider_type{"FloatSlider", slider::shape, slider::hears};
}

FloatSlider::FloatSlider() : FloatSlider(Options()) {}
FloatSlider::FloatSlider(Options options)
    : Component(make_ref<SliderState<FloatSlider, double>>(slider_type, std::move(options))) {}

}  // namespace coracle
