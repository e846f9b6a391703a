#pragma once

#include <coracle/ui/view.hpp>
#include <string_view>

namespace coracle {

/// The same view with a name in the list that it will stand in. Where a layout is shown again with
/// other views, one of the same key takes over the nodes of the former, wherever those stood: focus
/// and state of the page move with it. Views of different keys never share nodes.
///
///     for (const Item& item : items) rows.push_back(keyed(item.id, Row(item.name, item.button)));
///     co_yield Column(rows);
///
/// Keys are compared among the views of one layout. Of two with one key in a list the first keeps
/// the nodes. A component that is the same handle as before needs no key.
View keyed(std::string_view key, const View& view);

}  // namespace coracle
