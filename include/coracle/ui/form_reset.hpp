#pragma once

namespace coracle {

/// Has the controls of this program hear a `change` when a form around them was reset, which gives
/// them another value without telling them. Harmless the second time.
///
/// Defined by what the program runs in: in wasm/ for a page, in coracle/testing for tests. So a
/// program without such controls does not contain it.
void hear_form_resets();

}  // namespace coracle
