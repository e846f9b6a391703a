#include <emscripten/bind.h>

#include <algorithm>
#include <coracle/flow/watch_options.hpp>

#include "callback.hpp"
#include "objects.hpp"

// A watcher of several sources: `watch` of C++ for types that are known at run time.

namespace coracle::javascript {

namespace {

struct Watched {
  explicit Watched(const Observable& what)
      : noter(what),
        owner(what.binding() ? static_cast<ParameterOwner*>(what.binding())
                             : &what.parameter()->owner()) {}

  bool note() {
    noter.each_new([this](Happening happened) {
      if (noted && !happened.pulse) happened.before = std::move(noted->before);
      noted = std::move(happened);
    });
    return noted.has_value();
  }

  ChangeNoter noter;
  Ref<ParameterOwner> owner;
  std::optional<Happening> noted;
};

class SeveralWatcher final : public Watcher {
 public:
  SeveralWatcher(std::vector<Watched> watched, Ref<Handler<Happening>> handler, int order)
      : Watcher(order, name_of(watched.front().noter.what())),
        watched_(std::move(watched)),
        handler_(std::move(handler)) {
    // The owner of the first holds this, unless it is a binding, which is kept as by its watchers.
    Watched& first = watched_.front();
    WatcherList& watchers = first.noter.what().watchers();
    if (!first.noter.what().binding()) drop_owner(first.owner.get());
    start(watchers, [this] {
      for (const Watched& each : watched_) each.noter.what().track();
    });
  }

 private:
  static const char* name_of(const Observable& what) {
    return what.binding() ? "a binding" : what.name().data();
  }

  void drop_owner(const ParameterOwner* owner) {
    for (Watched& each : watched_) {
      if (each.owner.get() == owner) each.owner = nullptr;
    }
  }

  bool note() override {
    bool any = false;
    for (Watched& each : watched_) any = each.note() || any;
    return any;
  }

  void deliver() override {
    val all = val::array();
    Trigger trigger;
    bool found = false;
    for (Watched& each : watched_) {
      const std::optional<Happening> noted = std::exchange(each.noted, std::nullopt);
      append(all, noted ? noted->object() : val::undefined());
      if (noted && !std::exchange(found, true)) {
        trigger = each.noter.what().trigger(noted->kind);
      }
    }
    Happening several;
    several.several = AnyValue(std::move(all));
    handler_->call(scope(), std::move(several), trigger);
  }

  HandlerBase* handler() const override { return handler_.get(); }
  void release_function() override {
    handler_->stop();
    handler_ = nullptr;
    for (Watched& each : watched_) {
      each.noted.reset();
      each.owner = nullptr;
    }
  }

  std::vector<Watched> watched_;
  Ref<Handler<Happening>> handler_;
};

// `places`: an address and a member for each source, -1 for a binding.
Address watch_several(val places, val listener, val numbers, val on_error) {
  std::vector<Watched> watched;
  for (std::uint32_t i = 0; i < length_of(places); i += 2) {
    const auto address = static_cast<Address>(number_of(element(places, i)));
    const auto member = static_cast<int>(number_of(element(places, i + 1)));
    watched.emplace_back(observable_at(address, member));
  }
  Options options(numbers, std::move(on_error));
  const Observable first = watched.front().noter.what();
  Ref<Handler<Happening>> handler = make_callback(first, std::move(listener), options);
  return detached(Subscription(
      make_ref<SeveralWatcher>(std::move(watched), std::move(handler), options.order)));
}

}  // namespace

EMSCRIPTEN_BINDINGS(coracle_watching) { emscripten::function("watchSeveral", &watch_several); }

}  // namespace coracle::javascript
