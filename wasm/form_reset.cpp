#include <emscripten/em_js.h>

#include <coracle/ui/form_reset.hpp>

EM_JS(void, coracle_hear_form_resets, (), {
  document.addEventListener(
      "reset", (event) = > {
        // The controls have their first values when this event is over.
        setTimeout(() = > {
          if (event.defaultPrevented) return;
          for (const control of event.target.elements) {
            if (control.closest(".coracle"))
              control.dispatchEvent(new Event("change", {bubbles : true}));
          }
        });
      });
});

void coracle::hear_form_resets() {
  static bool hears = false;
  if (!hears) coracle_hear_form_resets();
  hears = true;
}
