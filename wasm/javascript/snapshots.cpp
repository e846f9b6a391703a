#include <emscripten/bind.h>

#include <coracle/ui/snapshot.hpp>

#include "objects.hpp"

namespace coracle::javascript {

namespace {

// Address 0 is the empty view.
View view_at(Address address) { return View(Ref<ViewBody>(reinterpret_cast<ViewBody*>(address))); }

val raw_errors(const std::vector<Error>& errors) {
  val array = val::array();
  for (const Error& error : errors) append(array, raw_error(error));
  return array;
}

val snapshot_of(Address view) { return text(snapshot(view_at(view))); }
val restore_view(Address view, std::string json) {
  return raw_errors(restore(view_at(view), json));
}
void snapshot_view_to_url(Address view) { snapshot_to_url(view_at(view)); }
val restore_view_from_url(Address view) { return raw_errors(restore_from_url(view_at(view))); }

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_snapshots) {
  using emscripten::function;
  function("snapshot", &snapshot_of);
  function("restore", &restore_view);
  function("snapshotToUrl", &snapshot_view_to_url);
  function("restoreFromUrl", &restore_view_from_url);
}

}  // namespace coracle::javascript
