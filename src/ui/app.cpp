#include <coracle/ui/app.hpp>

namespace coracle {

Application::Application(Page& page, NodeId root) : page_(page), root_(root) {
  scope_.on_stray_error([this](Error error) { page_.show_error(root_, error); });
}

Application::~Application() {
  // The page first: what is shown is held by its mounts, and lets go of its runs.
  page_.close_root(root_);
}

void Application::show(View (*make_view)()) {
  scope_.enter([&] { page_.show(root_, make_view()); });
}

void Application::show(const View& view) {
  scope_.enter([&] { page_.show(root_, view); });
}

}  // namespace coracle
