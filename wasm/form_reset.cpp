#include <coracle/ui/form_reset.hpp>

// In wasm/library/coracle.js.
extern "C" void coracle_hear_form_resets();

void coracle::hear_form_resets() {
  static bool hears = false;
  if (!hears) coracle_hear_form_resets();
  hears = true;
}
