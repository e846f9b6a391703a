#pragma once

#include <coracle/ui/patch.hpp>

/// Names that several components use in their patches. One that a program does not use is not
/// linked into it.
namespace coracle::names {

inline constinit const Name accept("accept");
inline constinit const Name alt("alt");
inline constinit const Name aria_busy("aria-busy");
inline constinit const Name aria_label("aria-label");
inline constinit const Name aria_pressed("aria-pressed");
inline constinit const Name aria_selected("aria-selected");
inline constinit const Name block_size("block-size");
inline constinit const Name checked("checked");
inline constinit const Name default_checked("defaultChecked");
inline constinit const Name default_value("defaultValue");
inline constinit const Name disabled("disabled");
inline constinit const Name height("height");
inline constinit const Name hidden("hidden");
inline constinit const Name href("href");
/// The keys, by name, that an element keeps to itself: without a modifier, or with Control where
/// the name is "Control+Home", they do nothing else, and its events say which way its text runs.
inline constinit const Name keys("keys");
inline constinit const Name label("label");
inline constinit const Name max("max");
inline constinit const Name min("min");
inline constinit const Name multiple("multiple");
inline constinit const Name name("name");
inline constinit const Name open("open");
inline constinit const Name placeholder("placeholder");
inline constinit const Name rows("rows");
inline constinit const Name selected_index("selectedIndex");
inline constinit const Name src("src");
inline constinit const Name step("step");
inline constinit const Name tab_index("tabIndex");
inline constinit const Name value("value");
inline constinit const Name value_as_number("valueAsNumber");
inline constinit const Name width("width");

}  // namespace coracle::names
