#pragma once

#include <coracle/base/error.hpp>
#include <coracle/ui/describe_component.hpp>
#include <coracle/ui/view.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coracle {

/// The values of all parameters of a view and of what it holds, as JSON.
///
///     save(snapshot(form));        // {"type":"Column","objects":[{"type":"TextInput",…}]}
///     restore(form, load());
///
/// Views that are no components (texts, bindings) are null in it, and stay as they are. Bytes and
/// what else JSON has no word for (an image that is no URL, the files that were chosen, the lines
/// of a log, the data of tables and figures) are left out, and so is what is `trusted`, and that it
/// is: a state may come from strangers. A keyed view is found by its key, others by their place. Of
/// components that a program defines itself only those are known for which `describe_component` was
/// called.
std::string snapshot(const View& root);

/// Sets the parameters that a snapshot of such a view has, all in one batch. What does not fit (no
/// JSON, a component of another type, a parameter that is unknown, of another type, or refused by
/// its component) is left out, with an error of its own ("bad_state") whose message begins with
/// where that is; the rest is restored.
///
///     for (const Error& error : restore(form, text)) log.error(error.message(), "\n");
[[nodiscard]] std::vector<Error> restore(const View& root, std::string_view state);

/// The same in the fragment of the page's URL, as "#coracle=…"; what else the fragment has stays.
/// The page's history gets no new entry. Without such a fragment there is nothing to restore, and
/// no error.
///
///     View app() {
///       Column form(…);
///       for (const Error& error : restore_from_url(form)) log.error(error.message(), "\n");
///       share.on_click([form] { snapshot_to_url(form); });
///       return form;
///     }
void snapshot_to_url(const View& root);
[[nodiscard]] std::vector<Error> restore_from_url(const View& root);

/// The fragment of the page's URL, without "#". Defined by what the program runs in, like
/// `default_network`: a program that does not use it does not contain it.
std::string url_fragment();
void replace_url_fragment(std::string_view fragment);

}  // namespace coracle
