#include <emscripten/bind.h>

#include <coracle/base/str.hpp>
#include <coracle/flow/link.hpp>
#include <utility>

#include "call.hpp"
#include "execution.hpp"
#include "objects.hpp"

namespace coracle::javascript {

namespace {

// A parameter whose values a function makes into those of another. The function, which JavaScript
// has made, checks what it gives.
class MemberLinkEnd final : public LinkEnd {
 public:
  MemberLinkEnd(const Member& from, const Member& to, val function)
      : LinkEnd(*from.parameter), from_(from), to_(to), function_(std::move(function)) {}

 private:
  void read() const override { from_.type->track(*from_.parameter); }

  void carry() override {
    val arguments = val::array();
    append(arguments, from_.type->read(*from_.parameter));
    RunningExecution execution(new Execution());
    const Step& step = execution->start(function_, arguments);
    if (step.kind == StepKind::value || step.kind == StepKind::done) {
      return to_.type->write(*to_.parameter, step.value);
    }
    scope().handle_error(
        step.kind == StepKind::failed
            ? error_of(step.value)
            : Error("bad_argument", str("link: the transform for ", to_.parameter->name(),
                                        " must give a value at once")),
        "a link");
  }

  Member from_;
  Member to_;
  AnyValue function_;
};

Member member_at(Address component, std::uint32_t index) {
  return member_of(component_at(component), index);
}

// `back` undefined: one way only.
Address link(Address a, std::uint32_t member_a, Address b, std::uint32_t member_b, val there,
             val back) {
  const Member from = member_at(a, member_a);
  const Member to = member_at(b, member_b);
  Ref<LinkEnd> other;
  if (back.isUndefined()) {
    other = make_ref<LinkGuard>(*to.parameter);
  } else {
    other = make_ref<MemberLinkEnd>(to, from, std::move(back));
  }
  return detached(
      LinkEnd::join(make_ref<MemberLinkEnd>(from, to, std::move(there)), std::move(other)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_linking) { emscripten::function("link", &link); }

}  // namespace coracle::javascript
