#include "world.hpp"

#include <coracle/async/async.hpp>
#include <coracle/base/report.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/bind.hpp>
#include <coracle/flow/policy.hpp>
#include <coracle/flow/rate.hpp>
#include <coracle/flow/run_options.hpp>
#include <coracle/flow/skip.hpp>
#include <coracle/reactive/reactive.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <memory>
#include <optional>

#include "model.hpp"
#include "random.hpp"

namespace coracle::simulation {

namespace {

struct Source : ParameterOwner {
  Parameter<int> value{*this, "value", 0};
};

class World {
 public:
  explicit World(const Program& program) : program_(program) {
    for (int i = 0; i < program.parameters; ++i) sources_.push_back(make_ref<Source>());
    for (std::size_t i = 0; i < program.nodes.size(); ++i) {
      models_.emplace_back(program.nodes[i], static_cast<int>(i));
    }
    scope_.on_error([](Error) {});  // runs fail on purpose
    scope_.enter([&] {
      for (std::size_t i = 0; i < program.nodes.size(); ++i) make_node(static_cast<int>(i));
    });
  }

  std::string run() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) show(static_cast<int>(i));
    loop_.run_ready();
    for (const Action& action : program_.actions) {
      loop_.advance_to(Time(action.at));
      perform(action);
      loop_.run_ready();
      if (!fault_.empty()) return fault_;
    }
    if (!loop_.run_until_idle()) check("the loop does not come to rest");
    for (const NodeModel& model : models_) check(model.at_rest());
    check_statuses();
    return fault_;
  }

 private:
  struct Live {
    std::optional<Binding<Shown>> binding;
    std::optional<Effect> view;
  };

  /// Lies in the frame of a run: its constructor is the run's beginning, its destructor its
  /// clean-up.
  class Trace {
   public:
    Trace(World& world, int node, const Arguments& arguments)
        : world_(world), node_(node), run_(world.next_run_++) {
      world_.check(world_.model(node_).run_began(run_, arguments, world_.time()));
    }
    Trace(const Trace&) = delete;
    Trace& operator=(const Trace&) = delete;
    ~Trace() { world_.check(world_.model(node_).run_ended(run_, completed_)); }

    OrSkip<Shown> give(int step, bool is_skip) {
      world_.check(world_.model(node_).value_given(run_, step, is_skip));
      if (is_skip) return skip;
      return Shown{run_, step};
    }
    void complete() { completed_ = true; }

   private:
    World& world_;
    int node_;
    int run_;
    bool completed_ = false;
  };

  /// What one run does, step by step: it depends on the node and the arguments alone.
  class Script {
   public:
    Script(const Node& node, const Arguments& arguments)
        : node_(node), random_(seed(node, arguments)) {
      steps_ = 1 + random_.below(node.most_steps);
      fails_at_ = random_.percent(node.fails) ? random_.below(steps_) : -1;
    }
    int steps() const { return steps_; }
    bool fails_at(int step) const { return step == fails_at_; }
    bool skips() { return random_.percent(node_.skips); }
    bool writes() { return random_.percent(node_.writes); }
    bool waits() { return random_.percent(75); }
    Time pause() { return Time(random_.percent(30) ? 0 : random_.below(40)); }
    Random& random() { return random_; }

   private:
    static std::uint64_t seed(const Node& node, const Arguments& arguments) {
      std::uint64_t seed = node.seed;
      for (const int argument : arguments) seed = seed * 1000003 + static_cast<unsigned>(argument);
      return seed;
    }
    const Node& node_;
    Random random_;
    int steps_;
    int fails_at_;
  };

  const Node& node(int index) const { return program_.nodes[static_cast<std::size_t>(index)]; }
  NodeModel& model(int index) { return models_[static_cast<std::size_t>(index)]; }
  double time() { return loop_.now().count(); }
  void check(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
  }

  int value_of(int parameter) const {
    return sources_[static_cast<std::size_t>(parameter)]->value.peek();
  }
  Arguments arguments_of(int index) const {
    Arguments arguments;
    for (const int source : node(index).sources) arguments.push_back(value_of(source));
    return arguments;
  }
  bool reads(int index, int parameter) const {
    for (const int source : node(index).sources) {
      if (source == parameter) return true;
    }
    return false;
  }

  // Tells the models first, then sets.
  void write(const std::vector<std::pair<int, int>>& values) {
    std::vector<int> after;
    for (int i = 0; i < program_.parameters; ++i) after.push_back(value_of(i));
    for (const auto& [parameter, value] : values)
      after[static_cast<std::size_t>(parameter)] = value;
    for (std::size_t i = 0; i < models_.size(); ++i) {
      Arguments arguments;
      bool changes = false;
      for (const int source : node(static_cast<int>(i)).sources) {
        arguments.push_back(after[static_cast<std::size_t>(source)]);
        changes = changes || arguments.back() != value_of(source);
      }
      if (changes) models_[i].triggered(arguments, time());
    }
    batch([&] {
      for (const auto& [parameter, value] : values) {
        sources_[static_cast<std::size_t>(parameter)]->value = value;
      }
    });
  }

  // The next step of a run; true if the run fails there.
  Task<bool> step(Script& script, int number) {
    if (script.waits()) co_await sleep(script.pause());
    if (script.writes() && writes_left_ > 0) {
      --writes_left_;
      write({{script.random().below(program_.parameters), script.random().below(5)}});
    }
    co_return script.fails_at(number);
  }

  Task<OrSkip<Shown>> task_body(int index, Arguments arguments) {
    Trace trace(*this, index, arguments);
    Script script(node(index), arguments);
    for (int i = 1; i <= script.steps(); ++i) {
      if (!co_await step(script, i - 1)) continue;
      trace.complete();
      co_await fail("user", "on purpose");
    }
    auto value = trace.give(1, script.skips());
    trace.complete();
    co_return value;
  }

  AsyncGenerator<OrSkip<Shown>> async_generator_body(int index, Arguments arguments) {
    Trace trace(*this, index, arguments);
    Script script(node(index), arguments);
    for (int i = 1; i <= script.steps(); ++i) {
      if (co_await step(script, i - 1)) {
        trace.complete();
        co_await fail("user", "on purpose");
      }
      co_yield trace.give(i, script.skips());
    }
    trace.complete();
  }

  Generator<OrSkip<Shown>> generator_body(int index, Arguments arguments) {
    Trace trace(*this, index, arguments);
    Script script(node(index), arguments);
    for (int i = 1; i <= script.steps(); ++i) {
      if (script.fails_at(i - 1)) {
        trace.complete();
        co_await fail("user", "on purpose");
      }
      co_yield trace.give(i, script.skips());
    }
    trace.complete();
  }

  Task<> handler_body(int index, int argument) {
    Trace trace(*this, index, {argument});
    Script script(node(index), {argument});
    for (int i = 1; i <= script.steps(); ++i) {
      if (!co_await step(script, i - 1)) continue;
      trace.complete();
      co_await fail("user", "on purpose");
    }
    trace.complete();
  }

  static Policy policy_of(const Node& node) {
    switch (node.policy) {
      case PolicyKind::queue: return queue(static_cast<std::size_t>(node.limit));
      case PolicyKind::drop: return drop;
      case PolicyKind::parallel: return parallel(static_cast<std::size_t>(node.limit));
      default: return latest;
    }
  }
  static Rate rate_of(const Node& node) {
    switch (node.rate) {
      case RateKind::frame: return frame;
      case RateKind::debounce: return debounce(Time(node.period));
      case RateKind::throttle: return throttle(Time(node.period));
      default: return immediate;
    }
  }

  // A binding of `f(index, arguments)` to what the node reads.
  template <class F>
  Binding<Shown> bind_sources(int index, F f) {
    const Node& node = this->node(index);
    const auto source = [&](std::size_t i) -> const Parameter<int>& {
      return sources_[static_cast<std::size_t>(node.sources[i])]->value;
    };
    const bool two = node.sources.size() > 1;
    if (node.chained_to < 0) {
      return two ? bind([f, index](int a, int b) { return f(index, {a, b}); }, source(0), source(1))
                 : bind([f, index](int a) { return f(index, {a}); }, source(0));
    }
    const Binding<Shown>& chained = *nodes_[static_cast<std::size_t>(node.chained_to)].binding;
    return two ? bind([f, index](int a, int b, Shown) { return f(index, {a, b}); }, source(0),
                      source(1), chained)
               : bind([f, index](int a, Shown) { return f(index, {a}); }, source(0), chained);
  }

  void make_node(int index) {
    const Node& node = this->node(index);
    Live& live = nodes_.emplace_back();
    switch (node.kind) {
      case Kind::plain:
        live.binding =
            bind_sources(index, [](int, Arguments arguments) { return plain_value(arguments); });
        return;
      case Kind::task:
        live.binding = bind_sources(
            index, [this](int index, Arguments arguments) { return task_body(index, arguments); });
        break;
      case Kind::generator:
        live.binding = bind_sources(index, [this](int index, Arguments arguments) {
          return generator_body(index, arguments);
        });
        break;
      case Kind::async_generator:
        live.binding = bind_sources(index, [this](int index, Arguments arguments) {
          return async_generator_body(index, arguments);
        });
        break;
      case Kind::handler:
        sources_[static_cast<std::size_t>(node.sources[0])]->value.watch(
            [this, index](Change<int> change) { return handler_body(index, change.now); },
            {.policy = policy_of(node), .rate = rate_of(node)});
        return;
    }
    live.binding->with({.policy = policy_of(node), .rate = rate_of(node)});
  }

  void show(int index) {
    Live& live = nodes_[static_cast<std::size_t>(index)];
    if (live.view) return;
    model(index).shown(arguments_of(index));
    if (!live.binding) return;
    live.view.emplace(effect([this, index, binding = *live.binding] {
      if (!binding.has_value()) return;
      const Shown shown = binding();
      untracked([&] { check(model(index).value_shown(shown)); });
    }));
  }

  // A binding that others read goes on.
  bool is_read_by_others(int index) const {
    for (std::size_t i = 0; i < program_.nodes.size(); ++i) {
      if (program_.nodes[i].chained_to == index) return true;
    }
    return false;
  }

  void hide(int index) {
    Live& live = nodes_[static_cast<std::size_t>(index)];
    if (!live.view || is_read_by_others(index)) return;
    model(index).hidden();
    live.view.reset();
  }

  void perform(const Action& action) {
    Live* live = action.kind > ActionKind::trigger
                     ? &nodes_[static_cast<std::size_t>(action.target)]
                     : nullptr;
    switch (action.kind) {
      case ActionKind::set: return write({{action.target, action.value}});
      case ActionKind::set_two:
        return write({{action.target, action.value},
                      {(action.target + 1) % program_.parameters, action.value + 1}});
      case ActionKind::trigger:
        for (std::size_t i = 0; i < models_.size(); ++i) {
          const int index = static_cast<int>(i);
          if (reads(index, action.target)) model(index).triggered(arguments_of(index), time());
        }
        return sources_[static_cast<std::size_t>(action.target)]->value.trigger();
      case ActionKind::hide: return hide(action.target);
      case ActionKind::show: return show(action.target);
      case ActionKind::cancel: {
        if (!live->binding) return;
        const RunHandle run = live->binding->run();
        if (run.done()) return;
        model(action.target).cancelled(run.started_at() > Time(0));
        run.cancel("on purpose");
        return;
      }
      case ActionKind::retry:
        if (!live->binding || node(action.target).kind == Kind::plain) return;
        model(action.target).retried(arguments_of(action.target));
        live->binding->retry();
        return;
    }
  }

  void check_statuses() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!nodes_[i].view || node(static_cast<int>(i)).chained_to >= 0) continue;
      const Status status = nodes_[i].binding->status();
      if (status == Status::pending || status == Status::streaming) {
        check(str("node ", i, ": at rest its status is that of a live run"));
      }
    }
  }

  const Program& program_;
  std::string fault_;
  int next_run_ = 0;
  int writes_left_ = 20;  // so that runs which trigger each other come to an end
  std::vector<NodeModel> models_;
  VirtualLoop loop_;
  std::vector<Ref<Source>> sources_;
  Scope scope_;
  std::vector<Live> nodes_;
};

}  // namespace

std::string run_program(const Program& program) {
  const ReactiveCounts reactive_before = counts();
  ReportSink sink = set_report_sink([](const Error&, std::string_view) {});
  std::string fault;
  {
    auto world = std::make_unique<World>(program);
    fault = world->run();
  }
  set_report_sink(std::move(sink));
  if (!fault.empty()) return fault;
  if (counts() != reactive_before) return "signals, observers or links are left";
  const AsyncCounts left = async_counts();
  if (left.roots != 0 || left.frames != 0) return "runs or frames are left";
  return {};
}

Program shrink(Program program) {
  const auto still_fails = [](const Program& smaller) { return !run_program(smaller).empty(); };
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (std::size_t i = program.actions.size(); i-- > 0;) {
      Program smaller = program;
      smaller.actions.erase(smaller.actions.begin() + static_cast<std::ptrdiff_t>(i));
      if (!still_fails(smaller)) continue;
      program = std::move(smaller);
      shorter = true;
    }
    // From the back: earlier nodes may be read by later ones.
    if (program.nodes.size() > 1) {
      Program smaller = program;
      const int last = static_cast<int>(smaller.nodes.size()) - 1;
      smaller.nodes.pop_back();
      std::erase_if(smaller.actions, [last](const Action& action) {
        return action.kind > ActionKind::trigger && action.target == last;
      });
      if (still_fails(smaller)) {
        program = std::move(smaller);
        shorter = true;
      }
    }
  }
  return program;
}

}  // namespace coracle::simulation
