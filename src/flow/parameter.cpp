#include <coracle/flow/parameter.hpp>

namespace coracle {

namespace {
ChangeStamp stamp = 0;
}

ChangeStamp next_change_stamp() { return ++stamp; }
ChangeStamp last_change_stamp() { return stamp; }

bool ParameterOwner::admit(const ParameterBase&, void*) { return true; }
void ParameterOwner::settled(const ParameterBase&) {}

void ParameterOwner::complain(std::string message) {
  current_scope().handle_error(Error("bad_argument", std::move(message)));
}

}  // namespace coracle
