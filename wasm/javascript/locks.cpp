#include <emscripten/bind.h>

#include <coracle/async/attempt.hpp>
#include <coracle/async/lock.hpp>
#include <coracle/base/str.hpp>
#include <utility>

#include "call.hpp"
#include "objects.hpp"
#include "promised.hpp"

namespace coracle::javascript {

namespace {

// The locks under which a function runs, as far as it says so: by the signal or the context that it
// hands on. JavaScript has no other way to tell whose code is running after an `await`.
struct Holding final : RefCounted {
  Holding(const Lock& lock, Ref<RefCounted> outer)
      : lock(lock), outer(static_cast<Holding*>(outer.get())) {}
  Lock lock;
  Ref<Holding> outer;
  Lock::Permit permit;
};

bool is_same(const Lock& a, const Lock& b) { return &a.name() == &b.name(); }

Task<> refuse_own(const Lock& lock, const RefCounted* within) {
  const auto* holding = static_cast<const Holding*>(within);
  for (; holding; holding = holding->outer.get()) {
    if (!is_same(holding->lock, lock)) continue;
    co_await fail("deadlock", str("lock \"", lock.name(),
                                  "\" is held by who waits for it, which would take for ever: take "
                                  "a lock once, and several locks always in the same order"));
  }
}

Task<AnyValue> acquire_for(Lock lock, Ref<RefCounted> holding) {
  co_await refuse_own(lock, holding.get());
  auto permit = co_await lock.acquire();
  co_return AnyValue(number(static_cast<double>(detached(std::move(permit)))));
}

Task<AnyValue> call_with(Lock lock, Ref<RefCounted> outer, AnyValue function, val arguments,
                         Ref<CleanUp> clean_up) {
  co_await refuse_own(lock, outer.get());
  auto holding = make_ref<Holding>(lock, std::move(outer));
  holding->permit = co_await lock.acquire();
  // The execution has the permit: a body that is cancelled holds the lock until its clean-up is
  // done.
  RunningExecution execution(new Execution(std::move(clean_up)));
  execution->set_holding(std::move(holding));
  co_return co_await call(std::move(execution), std::move(function), std::move(arguments));
}

template <class Make>
Address start(std::uint32_t promise, Make&& make) {
  return reinterpret_cast<Address>(&Promised::start(promise, std::forward<Make>(make)));
}

Address create_lock(std::string name) { return detached(Lock(std::move(name))); }
Address program_lock() { return detached(coracle::program_lock()); }
bool is_held(Address lock) { return object_at<Lock>(lock).is_held(); }

// `within`: the slot of the execution that says it waits, or one that is taken no more.
Address acquire(std::uint32_t promise, Address lock, std::uint32_t within) {
  return start(promise, [&](const Ref<CleanUp>&) {
    return acquire_for(object_at<Lock>(lock), Execution::holding(within));
  });
}
Address call_locked(std::uint32_t promise, Address lock, std::uint32_t within, val function,
                    val arguments) {
  return start(promise, [&](const Ref<CleanUp>& clean_up) {
    return call_with(object_at<Lock>(lock), Execution::holding(within),
                     AnyValue(std::move(function)), std::move(arguments), clean_up);
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_locks) {
  using emscripten::function;
  function("createLock", &create_lock);
  function("programLock", &program_lock);
  function("isHeld", &is_held);
  function("releaseLock", &release<Lock>);
  function("acquire", &acquire);
  function("releasePermit", &release<Lock::Permit>);
  function("callLocked", &call_locked);
}

}  // namespace coracle::javascript
