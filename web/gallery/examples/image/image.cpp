#include <coracle/coracle.hpp>

using namespace coracle;

View app() {
  IntSlider slider({.label = "Image", .end = 9});

  auto get_image = [](int index) -> Task<View> {
    co_return Jpg(co_await fetch(str("images/", index, ".jpg")));
  };

  return Column(slider, bind(get_image, slider));
}
CORACLE_APP(app)
