#pragma once

#include <coracle/ui/component.hpp>
#include <string>
#include <vector>

#include "row_window.hpp"
#include "table_state.hpp"

namespace coracle {

/// A table as the page has it: the cells of the header, and the rows that are close to what is in
/// sight. As the reader scrolls, rows that are far from it are used again for those that come.
class TableMount final : public ComponentMount {
 public:
  static const ComponentType type;
  enum Hole : std::uint32_t { grid = 1, head = 2, space_above = 3, body = 4, space_below = 5 };

  TableMount(Page& page, Ref<ComponentState> state);
  ~TableMount() override;

  void handle(std::uint32_t hole, const PageEvent& event) override;

 private:
  /// What decides how a column's cells are made and written.
  struct Shape {
    std::string name;
    bool is_text;
    int digits;
    friend bool operator==(const Shape&, const Shape&) = default;
  };
  struct Cell {
    bool is_written = false;
    double number = 0;
    std::string text;
  };
  /// Its cells' nodes follow its own.
  struct Row {
    NodeId node;
    int place;
    int selected;  // -1: people cannot select
    std::vector<Cell> cells;

    NodeId cell_node(std::size_t column) const;
    NodeId end() const;
  };
  enum class Sorting : unsigned char { none, ascending, descending };
  struct Head {
    NodeId node;  // its button's follows
    Sorting sorting;
  };
  struct Place {
    int row;  // -1: the header
    int column;
    friend bool operator==(const Place&, const Place&) = default;
  };

  const TableState& table() const;
  void paint() override;
  void rebuild(std::vector<Shape> shapes);
  void paint_heads();
  void keep_focus();
  void place_rows();
  void recycle_rows(int moved);
  void add_row();
  void drop_row();
  void paint_row(Row& row, const std::vector<const DataColumn*>& columns);
  void paint_cell(NodeId node, Cell& cell, const DataColumn& column, int row, int digits);
  void paint_space(std::uint32_t hole, int rows, int& shown);
  void paint_stop();
  void forget_nodes();

  NodeId node_at(Place place) const;
  /// The cell that the node is, or is in; false: none.
  bool find(NodeId node, Place& place) const;
  int last_row() const;
  int last_column() const { return static_cast<int>(shapes_.size()) - 1; }

  void go_to(Place place);
  void press(const PageEvent& event);
  void choose(int place, std::uint32_t flags, bool by_key);
  void repaint_soon();

  std::vector<Shape> shapes_;
  std::vector<Head> heads_;
  std::vector<Row> rows_;  // in the order of the page, without gaps
  RowWindow window_;
  int shown_above_ = -1;
  int shown_below_ = -1;
  int shown_rows_ = -1;
  Place active_{-1, 0};  // where Tab leads, and the focus moves from
  int anchor_ = 0;       // the row from which a selection is extended
  NodeId stop_ = 0;      // the node that the page has that of
  bool has_focus_ = false;
  bool takes_focus_ = false;
};

}  // namespace coracle
