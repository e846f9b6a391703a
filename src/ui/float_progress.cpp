#include <coracle/ui/float_progress.hpp>

#include "progress_state.hpp"

namespace coracle {

namespace {
constinit const ComponentType progress_type{"FloatProgress", progress::shape, {}};
}

FloatProgress::FloatProgress() : FloatProgress(Options()) {}
FloatProgress::FloatProgress(Options options)
    : Component(make_ref<ProgressState<FloatProgress, double>>(progress_type, std::move(options))) {
}

}  // namespace coracle
