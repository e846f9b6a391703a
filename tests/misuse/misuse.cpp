// What must not compile, and what the compiler says then: read by clang's -verify, never built.
#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

struct Thing : ParameterOwner {
  Parameter<int> value{*this, "value", 1};
  Event pressed{*this, "pressed"};
};

Task<int> task() { co_return 1; }

// A batch cannot be held open across a suspension.
void batches() {
  // expected-error@*:* {{a batch cannot be held across a suspension: await first}}
  batch([]() -> Task<> { co_return; });
  // expected-error@*:* {{a batch cannot be held across a suspension: await first}}
  batch([]() -> AsyncGenerator<int> { co_yield 1; });
}

// A computed is not set, and a binding neither.
void computed_values() {
  Computed twice([] { return 2; });
  twice = 3;  // expected-error {{no viable overloaded '='}}
  auto binding = bind([] { return 2; });
  binding = 3;  // expected-error {{no viable overloaded '='}}
}

// A task is awaited once: it is moved into the wait.
Task<> awaits_twice() {
  Task<int> once = task();
  co_await once;  // expected-error {{deleted operator 'co_await'}}
}

// Too many arguments, too few, and of the wrong type.
void arguments() {
  Thing thing;
  const auto one = [](int value) { return value; };
  // expected-error@*:* {{f cannot be called with the values of these arguments}}
  bind(one, thing.value, thing.value);
  // expected-error@*:* {{f cannot be called with the values of these arguments}}
  bind(one);
  // expected-error@*:* {{f cannot be called with the values of these arguments}}
  bind([](std::string text) { return text; }, thing.value);
  // expected-error@*:* {{f gives nothing to show. Return a value, or use watch or on_click.}}
  bind([](int) {}, thing.value);
}

// What a function is never silently does nothing.
void functions_that_would_never_run() {
  Thing thing;
  Button button;
  // expected-error@*:* {{a generator would never run. To show what it yields, use bind.}}
  thing.value.watch([](Change<int>) -> Generator<int> { co_yield 1; });
  // expected-error@*:* {{a generator would never run. To show what it yields, use bind.}}
  button.on_click([]() -> AsyncGenerator<View> { co_yield "x"; });
  // expected-error@*:* {{a handler returns nothing or a Task: anything else would be lost}}
  thing.pressed.watch([] { return 3; });
  // expected-error@*:* {{nobody would send anything to this generator}}
  bind([]() -> Generator<int, int> { co_yield 1; });
  // expected-error@*:* {{f returns nothing or a Task: anything else would be lost}}
  every(1s, []() -> Generator<int> { co_yield 1; });
  // expected-error@*:* {{f gives one value only; make it a generator}}
  static_cast<void>(bind(pace(1s, [] { return 1; })));
}

// What never changes is not waited for, and not followed.
Task<> waits_for_nothing() {
  Thing thing;
  // expected-error@*:* {{this never changes: wait for a parameter}}
  co_await next_change(3);
  // expected-error@*:* {{this never changes; set the parameter instead}}
  thing.value.follow(3);
}

// What belongs to the page's thread stays there, and what needs a loop too.
void threads() {
  Button button;
  Signal<int> count(0);
  // expected-error@*:* {{components, parameters and signals belong to the page's thread}}
  background([](Button) {}, button);
  // expected-error@*:* {{components, parameters and signals belong to the page's thread}}
  static_cast<void>(on_thread([](Signal<int>) {}, count));
  // expected-error@*:* {{components, parameters and signals belong to the page's thread}}
  background([](View) {}, View("text"));
  // expected-error@*:* {{components, parameters and signals belong to the page's thread}}
  background([](std::vector<Button>) {}, std::vector<Button>());
  // expected-error@*:* {{components, parameters and signals belong to the page's thread}}
  background([](std::optional<Signal<int>>) {}, std::optional<Signal<int>>());
  // expected-error@*:* {{components, views and signals belong to the page's thread; let f give}}
  static_cast<void>(on_thread([] { return View("text"); }));
  // expected-error@*:* {{components, views and signals belong to the page's thread; let f give}}
  background([]() -> Result<std::vector<Button>> { return std::vector<Button>(); });
  // expected-error@*:* {{components, views and signals belong to the page's thread; let a thread}}
  static_cast<void>(remote(Signal<View>(View("text"))));
  // expected-error@*:* {{there is no loop on a thread; f must be a plain function, which may
  // block}}
  static_cast<void>(on_thread(task));
  // expected-error@*:* {{f cannot be called with these arguments, which are passed as rvalues}}
  background([](int) {}, button.label());
}

}  // namespace
