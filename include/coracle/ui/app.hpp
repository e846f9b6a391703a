#pragma once

#include <coracle/async/scope.hpp>
#include <coracle/base/report.hpp>
#include <coracle/ui/page.hpp>
#include <coracle/ui/view.hpp>

/// Names the function that makes the program's view: once in a program, in one of its sources.
///
///     View app() { return Column("Hello"); }
///     CORACLE_APP(app)
///
/// It is called for each root that the program is mounted in, with the root's scope as the
/// current one: what it spawns and watches ends when the root is closed.
#define CORACLE_APP(app) \
  ::coracle::View coracle_application() { return ::coracle::View(app()); }

/// Defined by `CORACLE_APP`.
coracle::View coracle_application();

namespace coracle {

/// One program in one root: its view, and the scope of all that it runs.
///
/// Errors that nobody handled are reported, and shown at the end of the root until dismissed;
/// those that a view shows in place are only reported.
class Application {
 public:
  Application(Page& page, NodeId root);
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;
  /// Cancels what runs and closes the root.
  ~Application();

  /// Calls `make_view` within the scope and shows what it returns.
  void show(View (*make_view)());
  void show(const View& view);

  NodeId root() const { return root_; }
  Scope& scope() { return scope_; }

 private:
  Page& page_;
  NodeId root_;
  Scope scope_;
};

}  // namespace coracle
