#include "table_mount.hpp"

#include <algorithm>
#include <bit>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>

#include "fixed_digits.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<div class="coracle-table coracle-scroller"><table role="grid" tabindex="-1" hole><thead><tr aria-rowindex="1" hole></tr></thead><tbody aria-hidden="true"><tr><td hole></td></tr></tbody><tbody hole></tbody><tbody aria-hidden="true"><tr><td hole></td></tr></tbody></table></div>)");
constinit const Template text_head_shape(
    R"(<th scope="col"><button type="button" tabindex="-1" hole> </button></th>)");
constinit const Template number_head_shape(
    R"(<th scope="col" class="coracle-table-number"><button type="button" tabindex="-1" hole> </button></th>)");
constinit const Template row_shape("<tr></tr>");
constinit const Template text_cell_shape(R"(<td tabindex="-1"> </td>)");
constinit const Template number_cell_shape(
    R"(<td class="coracle-table-number" tabindex="-1"> </td>)");

constexpr std::uint32_t nodes_of_head = 3;
constexpr std::uint32_t nodes_of_cell = 2;
constexpr EventKind hears[] = {EventKind::scroll, EventKind::focusin, EventKind::focusout,
                               EventKind::click, EventKind::keydown};

constinit const Name aria_colcount("aria-colcount");
constinit const Name aria_rowcount("aria-rowcount");
constinit const Name aria_rowindex("aria-rowindex");
constinit const Name aria_sort("aria-sort");
constinit const Name columns_name("--coracle-table-columns");

// A header is a button, which has Enter and Space to itself.
constexpr std::string_view keys =
    "ArrowLeft,ArrowRight,ArrowUp,ArrowDown,Home,End,PageUp,PageDown,Control+Home,Control+End";
constexpr std::string_view row_keys =
    "ArrowLeft,ArrowRight,ArrowUp,ArrowDown,Home,End,PageUp,PageDown,Control+Home,Control+End,"
    "Enter, ";

}  // namespace

constinit const ComponentType TableMount::type{"Table", shape, hears};

TableMount::TableMount(Page& page, Ref<ComponentState> state)
    : ComponentMount(page, std::move(state)) {}

NodeId TableMount::Row::cell_node(std::size_t column) const {
  return node + 1 + static_cast<NodeId>(column) * nodes_of_cell;
}

NodeId TableMount::Row::end() const { return cell_node(cells.size()); }

TableMount::~TableMount() { forget_nodes(); }

const TableState& TableMount::table() const { return static_cast<const TableState&>(state()); }

void TableMount::forget_nodes() {
  while (!rows_.empty()) drop_row();
  for (const Head& head : heads_) page().nodes().release(head.node, nodes_of_head);
  heads_.clear();
  if (stop_ != hole(grid)) stop_ = 0;
}

void TableMount::paint() {
  ComponentMount::paint();
  const std::vector<const DataColumn*> columns = table().shown_columns();
  std::vector<Shape> shapes;
  for (const DataColumn* column : columns) {
    const auto& digits = table().digits();
    const int count = shapes.size() < digits.size() ? digits[shapes.size()] : -1;
    shapes.push_back({column->name, column->is_text, count});
  }
  if (shapes != shapes_) rebuild(std::move(shapes));
  paint_heads();
  const int rows = table().row_count();
  window_.resize(rows, table().rows());
  if (rows != std::exchange(shown_rows_, rows)) {
    page().patch().attribute(hole(grid), aria_rowcount, str(rows + 1));
  }
  keep_focus();
  place_rows();
  for (Row& row : rows_) paint_row(row, columns);
  paint_space(space_above, window_.above(), shown_above_);
  paint_space(space_below, window_.below(), shown_below_);
  paint_stop();
}

void TableMount::rebuild(std::vector<Shape> shapes) {
  PatchWriter& patch = page().patch();
  patch.clear(hole(body));
  patch.clear(hole(head));
  forget_nodes();
  shapes_ = std::move(shapes);
  const std::string count = str(shapes_.size());
  patch.attribute(hole(grid), aria_colcount, count);
  patch.style(node(), columns_name, count);
  for (const Shape& column : shapes_) {
    const NodeId node = page().nodes().allocate(this, nodes_of_head);
    patch.instance(column.is_text ? text_head_shape : number_head_shape, node);
    patch.text(node + 2, column.name);
    patch.place(hole(head), node, 0);
    heads_.push_back({node, Sorting::none});
  }
  takes_focus_ = takes_focus_ || has_focus_;
}

void TableMount::paint_heads() {
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    Head& head = heads_[i];
    const Sorting now = table().sort_by() != shapes_[i].name ? Sorting::none
                        : table().descending()               ? Sorting::descending
                                                             : Sorting::ascending;
    if (now == std::exchange(head.sorting, now)) continue;
    if (now == Sorting::none) {
      page().patch().remove_attribute(head.node, aria_sort);
    } else {
      page().patch().attribute(head.node, aria_sort,
                               now == Sorting::ascending ? "ascending" : "descending");
    }
  }
}

// What is active goes with the data's end; what leaves the page does not take the focus with it.
void TableMount::keep_focus() {
  const Place there{std::min(active_.row, last_row()),
                    std::clamp(active_.column, 0, std::max(last_column(), 0))};
  if (there != active_ && has_focus_) takes_focus_ = true;
  active_ = there;
  const bool leaves = active_.row >= 0 && !window_.contains(active_.row);
  if (leaves && has_focus_ && stop_ != hole(grid)) page().patch().focus(hole(grid));
}

void TableMount::place_rows() {
  const auto count = static_cast<std::size_t>(shapes_.empty() ? 0 : window_.count());
  while (rows_.size() > count) {
    page().patch().remove(rows_.back().node);
    drop_row();
  }
  const int first = window_.first();
  if (!rows_.empty()) recycle_rows(first - rows_.front().place);
  while (rows_.size() < count) add_row();
  int place = first;
  for (Row& row : rows_) {
    if (row.place != place) {
      page().patch().attribute(row.node, aria_rowindex, str(place + 2));
      row.place = place;
    }
    ++place;
  }
}

// Those that are no longer needed at one end go to the other.
void TableMount::recycle_rows(int moved) {
  const auto size = static_cast<int>(rows_.size());
  if (moved <= -size || moved >= size) return;
  PatchWriter& patch = page().patch();
  for (int i = 0; i < moved; ++i) {
    patch.move(hole(body), rows_[static_cast<std::size_t>(i)].node, 0);
  }
  NodeId before = rows_.front().node;
  for (int i = 1; i <= -moved; ++i) {
    const NodeId node = rows_[static_cast<std::size_t>(size - i)].node;
    patch.move(hole(body), node, before);
    before = node;
  }
  std::rotate(rows_.begin(), rows_.begin() + (moved < 0 ? size + moved : moved), rows_.end());
}

void TableMount::add_row() {
  PatchWriter& patch = page().patch();
  const auto columns = static_cast<std::uint32_t>(shapes_.size());
  const NodeId node = page().nodes().allocate(this, 1 + columns * nodes_of_cell);
  patch.instance(row_shape, node);
  rows_.push_back({node, -1, -1, std::vector<Cell>(columns)});
  for (std::size_t i = 0; i < columns; ++i) {
    const NodeId cell = rows_.back().cell_node(i);
    patch.instance(shapes_[i].is_text ? text_cell_shape : number_cell_shape, cell);
    patch.place(node, cell, 0);
  }
  patch.place(hole(body), node, 0);
}

void TableMount::drop_row() {
  const Row& row = rows_.back();
  if (stop_ >= row.node && stop_ < row.end()) stop_ = 0;
  page().nodes().release(row.node, row.end() - row.node);
  rows_.pop_back();
}

void TableMount::paint_row(Row& row, const std::vector<const DataColumn*>& columns) {
  const int place = table().row_at(row.place);
  const int selected = table().is_selected(place) ? 1 : table().selectable() ? 0 : -1;
  if (selected != std::exchange(row.selected, selected)) {
    if (selected < 0) {
      page().patch().remove_attribute(row.node, names::aria_selected);
    } else {
      page().patch().attribute(row.node, names::aria_selected, selected == 1 ? "true" : "false");
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    paint_cell(row.cell_node(i) + 1, row.cells[i], *columns[i], place, shapes_[i].digits);
  }
}

void TableMount::paint_cell(NodeId node, Cell& cell, const DataColumn& column, int row,
                            int digits) {
  const auto index = static_cast<std::size_t>(row);
  const bool was_written = std::exchange(cell.is_written, true);
  PatchWriter& patch = page().patch();
  if (column.is_text) {
    const std::string& text = column.texts[index];
    if (!was_written || text != cell.text) patch.text(node, cell.text = text);
    return;
  }
  const double number = column.values[index];
  const auto bits = std::bit_cast<std::uint64_t>(number);
  if (was_written && bits == std::bit_cast<std::uint64_t>(cell.number)) return;
  cell.number = number;
  if (number != number) {
    patch.text(node, "–");
  } else if (digits >= 0) {
    patch.text(node, fixed_digits(number, digits));
  } else {
    patch.text(node, number);
  }
}

void TableMount::paint_space(std::uint32_t hole_of, int rows, int& shown) {
  if (rows == std::exchange(shown, rows)) return;
  page().patch().style(hole(hole_of), names::block_size,
                       str("calc(", rows, "*var(--coracle-table-row))"));
}

// Tab leads to one cell; where that is not in the page, to the grid, whose keys lead back to it.
void TableMount::paint_stop() {
  PatchWriter& patch = page().patch();
  const NodeId cell = node_at(active_);
  const NodeId next = cell != 0 ? cell : hole(grid);
  if (next != stop_) {
    if (stop_ != 0) patch.property(stop_, names::tab_index, -1);
    patch.property(next, names::tab_index, 0);
    patch.property(next, names::keys, active_.row < 0 && cell != 0 ? keys : row_keys);
    stop_ = next;
  }
  if (std::exchange(takes_focus_, false)) patch.focus(stop_);
}

NodeId TableMount::node_at(Place place) const {
  if (place.column > last_column()) return 0;
  const auto column = static_cast<std::size_t>(place.column);
  if (place.row < 0) return heads_[column].node + 1;
  if (rows_.empty() || !window_.contains(place.row)) return 0;
  return rows_[static_cast<std::size_t>(place.row - rows_.front().place)].cell_node(column);
}

bool TableMount::find(NodeId node, Place& place) const {
  for (const Head& head : heads_) {
    if (node < head.node || node >= head.node + nodes_of_head) continue;
    place = {-1, static_cast<int>(&head - heads_.data())};
    return true;
  }
  for (const Row& row : rows_) {
    if (node <= row.node || node >= row.end()) continue;
    place = {row.place, static_cast<int>((node - row.node - 1) / nodes_of_cell)};
    return true;
  }
  return false;
}

int TableMount::last_row() const { return table().row_count() - 1; }

void TableMount::repaint_soon() { page().queue_paint(*this); }

void TableMount::handle(std::uint32_t hole_of, const PageEvent& event) {
  // Held here: what the event leads to may remove this mount and drop the last handle.
  const Ref<ComponentState> keep(&state());
  Place place{};
  switch (event.kind) {
    case EventKind::scroll: {
      if (hole_of != 0) return;
      const int first = window_.first();
      const int above = window_.above();
      window_.scroll_to(event.number);
      if (window_.first() != first || window_.above() != above) repaint_soon();
      return;
    }
    case EventKind::focusin:
      has_focus_ = true;
      if (!find(event.node, place) || place == active_) return;
      active_ = place;
      return repaint_soon();
    case EventKind::focusout: has_focus_ = false; return;
    case EventKind::keydown: return press(event);
    case EventKind::click:
      if (!find(event.node, place)) return;
      if (place.row >= 0) return choose(place.row, event.flags, false);
      return static_cast<TableState&>(state()).sort_next(
          shapes_[static_cast<std::size_t>(place.column)].name);
    default: return;
  }
}

void TableMount::go_to(Place place) {
  active_ = {std::clamp(place.row, -1, last_row()),
             std::clamp(place.column, 0, std::max(last_column(), 0))};
  takes_focus_ = true;
  if (active_.row >= 0) window_.reveal(active_.row);
  repaint_soon();
}

void TableMount::press(const PageEvent& event) {
  if ((event.flags & (event_alt | event_meta)) != 0) return;
  const std::string_view key = event.text;
  const auto [row, column] = active_;
  if ((event.flags & event_control) != 0) {
    if (key == "Home") return go_to({0, 0});
    if (key == "End") return go_to({last_row(), last_column()});
    return;
  }
  const int forward = (event.flags & event_right_to_left) != 0 ? -1 : 1;
  const int page = table().rows.peek();
  if (key == "ArrowRight") return go_to({row, column + forward});
  if (key == "ArrowLeft") return go_to({row, column - forward});
  if (key == "ArrowDown") return go_to({row + 1, column});
  if (key == "ArrowUp") return go_to({row - 1, column});
  if (key == "Home") return go_to({row, 0});
  if (key == "End") return go_to({row, last_column()});
  if (key == "PageDown") return go_to({row + page, column});
  if (key == "PageUp") return go_to({row < 0 ? row : std::max(row - page, 0), column});
  if (row >= 0 && (key == "Enter" || key == " ")) return choose(row, event.flags, true);
}

// As platforms do: alone a row is the one that is selected, with Control it is one more or one
// less, with Shift all those from the last one on. By a key, where several may be, it is one more
// or less.
void TableMount::choose(int place, std::uint32_t flags, bool by_key) {
  if (!table().selectable.peek() || place > last_row()) return;
  const int row = table().row_at(place);
  const bool is_there = table().is_selected(row);
  const bool is_many = table().multiple.peek();
  const bool is_extended = (flags & event_shift) != 0;
  const bool is_toggled = by_key || (flags & (event_control | event_meta)) != 0;
  std::vector<int> rows;
  if (is_many && is_extended) {
    const int anchor = std::clamp(anchor_, 0, last_row());
    const auto [from, to] = std::minmax(anchor, place);
    for (int i = from; i <= to; ++i) rows.push_back(table().row_at(i));
  } else {
    anchor_ = place;
    if (is_many && is_toggled) rows = table().selection.peek();
    std::erase(rows, row);
    if (!is_there || !is_toggled) rows.push_back(row);
  }
  table().selection.set(std::move(rows));
}

}  // namespace coracle
