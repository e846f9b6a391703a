#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/binding_runs.hpp>
#include <coracle/flow/function_kind.hpp>
#include <coracle/flow/parameter_visitor.hpp>
#include <coracle/flow/skip.hpp>
#include <coracle/reactive/batch.hpp>
#include <coracle/reactive/signal.hpp>
#include <optional>
#include <tuple>
#include <utility>

namespace coracle {

/// A binding of a coroutine of any kind, as far as it depends on the value only.
template <class T>
class AsyncBindingValue : public BindingBody<T>, protected BindingRuns {
 public:
  const T* latest() override {
    const std::optional<T>& value = value_.get();
    return value ? &*value : nullptr;
  }
  Status status() const override { return BindingRuns::status(); }
  const Error& error() const override { return BindingRuns::error(); }
  void retry() override { BindingRuns::retry(); }
  BindingRuns* controller() final { return this; }

 protected:
  AsyncBindingValue() : BindingRuns(static_cast<BindingBase&>(*this)) {}

  /// A run that gives values to the binding; `Out` is T, or something that may be `skip`.
  template <class Out>
  class ValueRun : public Run {
   protected:
    ValueRun(AsyncBindingValue& binding, bool is_generator)
        : Run(binding, is_generator), is_generator_(is_generator) {}

    // Committing a value may end the binding, and with it this run if it is still in the list.
    void yielded() final {
      Out value = std::move(this->template yielded_value<Out>());
      this->proceed();
      if (!is_current() || detail::is_skip(value)) return;
      gave_value();
      of(this->controller()).commit(detail::GivenValue<Out>::take(value), Status::streaming);
    }

    void finished() final {
      if (is_generator_) {
        this->release_frame();
        end();
      } else {
        Out value = this->template take_result<Out>();
        if (detail::is_skip(value)) {
          end();
        } else if (RunController* const controller = this->leave(Status::idle)) {
          of(controller).commit(detail::GivenValue<Out>::take(value), Status::idle);
        }
      }
      delete this;
    }

   private:
    void end() {
      if (RunController* const controller = this->leave(Status::idle))
        of(controller).run_settled(Status::idle, Error());
    }
    static AsyncBindingValue& of(RunController* controller) {
      return static_cast<AsyncBindingValue&>(*controller);
    }
    bool is_generator_;
  };

 private:
  struct Value final : ObservedSignalNode<std::optional<T>> {
    explicit Value(AsyncBindingValue& binding)
        : ObservedSignalNode<std::optional<T>>(
              std::nullopt,
              [](ObservedSignalNode<std::optional<T>>& self, bool observed) {
                static_cast<Value&>(self).binding.set_observed(observed);
              }),
          binding(binding) {}
    AsyncBindingValue& binding;
  };

  void commit(T&& value, Status status) {
    batch([&] {
      value_.set(std::optional<T>(std::move(value)));
      this->show_status(status);
    });
  }
  void forget_value() final { value_.set_silently(std::nullopt); }

  Value value_{*this};
};

template <class Kind, class F, class... Sources>
class AsyncBindingBody final : public AsyncBindingValue<typename Kind::Value> {
 public:
  template <class G>
  explicit AsyncBindingBody(G&& function, Sources... sources)
      : function_(make_ref<SharedFunction>(std::forward<G>(function))),
        sources_(std::move(sources)...) {}

  void each_parameter(ParameterVisitor& visitor) const override {
    std::apply([&](const Sources&... sources) { (sources.each_parameter(visitor), ...); },
               sources_);
  }

 private:
  using Base = AsyncBindingValue<typename Kind::Value>;

  // Shared with the runs: one that is on the stack may outlive the binding.
  struct SharedFunction final : RefCounted {
    template <class G>
    explicit SharedFunction(G&& function) : call(std::forward<G>(function)) {}
    F call;
  };

  class BoundRun final : public Base::template ValueRun<typename Kind::Out> {
   public:
    explicit BoundRun(AsyncBindingBody& binding, const Sources&... sources)
        : Base::template ValueRun<typename Kind::Out>(binding, Kind::is_generator),
          function_(binding.function_),
          arguments_(sources.get()...) {}

   private:
    Frame* begin() override {
      // A parameter taken by value is moved into the frame; a reference refers to the copy here.
      return std::apply(
          [this](typename Sources::value_type&... values) {
            if constexpr (Kind::takes_trigger) {
              return Kind::frame_of(function_->call(std::move(values)..., this->trigger()));
            } else {
              return Kind::frame_of(function_->call(std::move(values)...));
            }
          },
          arguments_);
    }

    Ref<SharedFunction> function_;
    std::tuple<typename Sources::value_type...> arguments_;
  };

  Run* make_run() override {
    if constexpr (Kind::takes_trigger) track_movements(*this);
    return std::apply(
        [this](const Sources&... sources) -> Run* {
          if (!(sources.ready() & ... & true)) return nullptr;
          return new BoundRun(*this, sources...);
        },
        sources_);
  }

  Ref<SharedFunction> function_;
  std::tuple<Sources...> sources_;
};

}  // namespace coracle
