#pragma once

#include <catch_amalgamated.hpp>
#include <coracle/flow/bind.hpp>
#include <coracle/flow/waiting.hpp>
#include <coracle/reactive/reactive.hpp>
#include <vector>

#include "async/support.hpp"

namespace coracle::flow_test {

using async_test::AtEnd;
using async_test::Diary;
using async_test::Noted;
using namespace std::chrono_literals;

/// A component, as far as waiting goes.
struct Thing : ParameterOwner {
  Parameter<int> value{*this, "value", 1};
  Parameter<std::vector<bool>> flags{*this, "flags", {}};
  Event pressed{*this, "pressed"};
};

/// A handle to one that stands for its value, and one that stands for its event.
struct ThingHandle {
  Ref<Thing> state = make_ref<Thing>();
  const Parameter<int>& value_source() const { return state->value; }
};
struct ButtonHandle {
  Ref<Thing> state = make_ref<Thing>();
  const Event& value_source() const { return state->pressed; }
};

/// A virtual clock, a scope and a thing; at its end tells whether anything was left over.
class Scene : public async_test::Scene {
 public:
  /// Everything that was started is over, and nobody observes anything any more.
  bool nothing_left() {
    loop.run_until_idle();
    return async_test::Scene::nothing_left() && counts() == quiet_;
  }

  Ref<Thing> thing = make_ref<Thing>();
  const Parameter<int>& value = thing->value;
  Diary diary;

 private:
  ReactiveCounts quiet_ = counts();
};

/// Notes at which time, in milliseconds, something happens.
struct Times {
  Loop& loop;
  std::string text;
  void add() { text += (text.empty() ? "" : " ") + str(loop.now().count()); }
};

}  // namespace coracle::flow_test
