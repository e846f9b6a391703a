#pragma once

#include <coracle/ui/column_data_source.hpp>
#include <coracle/ui/component.hpp>
#include <string>

// clang-format off
#define CORACLE_FIGURE(PARAMETER, EVENT)                                                          \
  PARAMETER(std::string, title, "", "What stands above it.")                                      \
  PARAMETER(std::string, label, "", "What it shows, for those who cannot see it; where it is empty, the title.") \
  PARAMETER(std::string, x_label, "", "What stands along the x axis.")                            \
  PARAMETER(std::string, y_label, "", "What stands along the y axis.")                            \
  PARAMETER(int, height, 300, "Height in CSS pixels; it is as wide as its place.")                \
  PARAMETER(bool, legend, true, "Whether it names what it draws.")
// clang-format on

namespace coracle {

/// What a figure draws of a source.
struct Glyph {
  /// The names of two columns.
  std::string x = "x";
  std::string y = "y";
  /// The name in the legend; where it is empty, that of the column y.
  std::string label = {};
  /// Any colour of CSS; where it is empty, the next one of the palette.
  std::string color = {};
  /// Of lines their width in pixels, of points their diameter; 0: as is usual.
  double size = 0;
};

/// A plot of columns of numbers, drawn on a canvas: drag to zoom in, double click to zoom out.
///
///     ColumnDataSource source({{"x", {0, 1}}, {"y", {0.5, 2.0}}});
///     Figure figure({.title = "A walk"});
///     figure.line(source);
///     …
///     source.stream({{"x", {2}}, {"y", {1.0}}});
///
/// It draws what is in its sources, and follows them: what is streamed or patched is all that goes
/// to the page. A column that a source does not have is an error, and that glyph is not drawn.
/// Lines and areas are drawn in the order of x, bars stand on 0. What draws it, with uPlot, is a
/// file of its own beside the program (`light-figure.mjs`), which is loaded when the first one is
/// shown.
///
/// Semantics: Bokeh's figure and its glyphs.
class Figure : public Component {
  CORACLE_COMPONENT(Figure, CORACLE_FIGURE)

  Figure();
  explicit Figure(Options options);
  /// A handle to one that there is.
  explicit Figure(Ref<ComponentState> state) : Component(std::move(state)) {}

  void line(const ColumnDataSource& source, Glyph glyph = {}) const;
  void scatter(const ColumnDataSource& source, Glyph glyph = {}) const;
  void bar(const ColumnDataSource& source, Glyph glyph = {}) const;
  void area(const ColumnDataSource& source, Glyph glyph = {}) const;
};

}  // namespace coracle
