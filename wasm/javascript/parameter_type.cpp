#include "parameter_type.hpp"

namespace coracle::javascript {

namespace {

const Event& as_event(const ParameterBase& base) { return static_cast<const Event&>(base); }

}  // namespace

const ParameterType event_type{"event",
                               [](const ParameterBase& base) { return boolean(as_event(base)()); },
                               [](const ParameterBase& base) { as_event(base)(); }, nullptr,
                               [](const ParameterBase& base) { as_event(base).pulse(); }};

int count_of(const ParameterBase& event) { return as_event(event).count(); }

}  // namespace coracle::javascript
