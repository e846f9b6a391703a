#include <emscripten/bind.h>

#include <coracle/flow/follow.hpp>
#include <coracle/reactive/batch.hpp>
#include <utility>

#include "objects.hpp"

namespace coracle::javascript {

namespace {

// A parameter that takes the values of a binding, which JavaScript has checked.
class MemberFollower final : public Follower {
 public:
  MemberFollower(const Member& member, Ref<Binding> source)
      : Follower(*member.parameter), member_(member), source_(std::move(source)) {
    start(member.parameter->owner().watchers(), [this] { source_->latest(); });
    take_over();
    deliver();
  }

 private:
  bool note() override { return true; }
  void deliver() override {
    untracked([this] {
      const AnyValue* const value = source_ ? source_->latest() : nullptr;
      if (!value) return;
      const AnyValue kept = *value;
      follow([&] { member_.type->write(*member_.parameter, kept.get()); });
    });
  }
  void release_function() override {
    Follower::release_function();
    source_ = nullptr;
  }

  Member member_;
  Ref<Binding> source_;
};

Address follow(Address component, std::uint32_t index, Address source) {
  return detached(Subscription(make_ref<MemberFollower>(member_of(component_at(component), index),
                                                        Ref<Binding>(&binding_at(source)))));
}
void unfollow(Address component, std::uint32_t index) {
  member_of(component_at(component), index).parameter->unfollow();
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_following) {
  using emscripten::function;
  function("follow", &follow);
  function("unfollow", &unfollow);
}

}  // namespace coracle::javascript
