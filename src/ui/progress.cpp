#include <coracle/ui/progress.hpp>

#include "progress_state.hpp"

namespace coracle {

namespace {
constinit const ComponentType progress_type{"Progress", progress::shape, {}};
}

Progress::Progress() : Progress(Options()) {}
Progress::Progress(Options options)
    : Component(make_ref<ProgressState<Progress, int>>(progress_type, std::move(options))) {}

}  // namespace coracle
