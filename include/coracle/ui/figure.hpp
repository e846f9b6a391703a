#pragma once

#include <coracle/ui/column_data_source.hpp>
#include <coracle/ui/component.hpp>
#include <string>

namespace coracle {

/// uPlot on a canvas: small (25 kB), for many points and high rates. Drag to zoom in, double click
/// to zoom out.
inline constexpr const char* light_renderer = "coracle:light-figure";
/// BokehJS: pan, zoom, hover, save, and a legend that hides what is pressed. It is large (310 kB
/// compressed), and needs a page whose security policy allows style elements.
inline constexpr const char* bokeh_renderer = "coracle:bokeh-figure";

}  // namespace coracle

// clang-format off
#define CORACLE_FIGURE(PARAMETER, EVENT)                                                    \
  PARAMETER(std::string, title, "", "What stands above it.")                                \
  PARAMETER(std::string, label, "", "What it shows, for those who cannot see it; where it is empty, the title.") \
  PARAMETER(std::string, x_label, "", "What stands along the x axis.")                      \
  PARAMETER(std::string, y_label, "", "What stands along the y axis.")                      \
  PARAMETER(int, height, 300, "Height in CSS pixels; it is as wide as its place. Above 0.") \
  PARAMETER(bool, legend, true, "Whether it names what it draws.")                          \
  PARAMETER(std::string, renderer, light_renderer, "The module that draws it, of which that is known when it is made: `light_renderer` or `bokeh_renderer`, which JavaScript calls \"coracle:light-figure\" and \"coracle:bokeh-figure\".")
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

/// A plot of columns of numbers.
///
///     ColumnDataSource source({{"x", {0, 1}}, {"y", {0.5, 2.0}}});
///     Figure figure({.title = "A walk"});
///     figure.line(source);
///     …
///     source.stream({{"x", {2}}, {"y", {1.0}}});
///
/// It draws what is in its sources, and follows them: what is streamed or patched is all that goes
/// to the page. A column that a source does not have is an error, and that glyph is not drawn.
/// Bars and areas stand on 0. What draws it is an ES module, a file of its own beside the program,
/// which is loaded when the first one is shown; a program has the file of a renderer only if it
/// names that. The light one draws lines in the order of x, Bokeh's in the order of the data.
///
///     Figure figure({.title = "A walk", .renderer = bokeh_renderer});
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
