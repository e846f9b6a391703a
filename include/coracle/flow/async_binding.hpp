#pragma once

#include <coracle/base/ref.hpp>
#include <coracle/flow/binding.hpp>
#include <coracle/flow/function_kind.hpp>
#include <coracle/flow/run_controller.hpp>
#include <coracle/reactive/signal.hpp>
#include <optional>
#include <tuple>
#include <utility>

namespace coracle {

/// A binding of a coroutine of any kind, as far as it depends on the value only.
template <class T>
class AsyncBindingValue : public BindingBody<T>, protected RunController {
 public:
  const T* latest() override {
    const std::optional<T>& value = value_.get();
    return value ? &*value : nullptr;
  }
  Status status() const override { return RunController::status(); }
  const Error& error() const override { return RunController::error(); }

 protected:
  AsyncBindingValue() = default;

  /// A run that gives values of type T to the binding.
  class ValueRun : public Run {
   protected:
    ValueRun(AsyncBindingValue& binding, bool is_generator)
        : Run(binding, is_generator), is_generator_(is_generator) {}

    void yielded() final {
      if (is_current()) binding().stream(std::move(this->template yielded_value<T>()));
      this->proceed();
    }

    void finished() final {
      if (is_generator_) {
        this->release_frame();
      } else if (T value = this->template take_result<T>(); is_current()) {
        binding().stream(std::move(value));
      }
      if (this->controller()) binding().run_finished(*this);
      delete this;
    }

   private:
    AsyncBindingValue& binding() { return static_cast<AsyncBindingValue&>(*this->controller()); }
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

  void stream(T value) {
    value_.set(std::optional<T>(std::move(value)));
    streamed();
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

 private:
  using Base = AsyncBindingValue<typename Kind::Value>;
  using Arguments = std::tuple<typename Sources::value_type...>;

  // Shared with the runs: one that is on the stack may outlive the binding.
  struct SharedFunction final : RefCounted {
    template <class G>
    explicit SharedFunction(G&& function) : call(std::forward<G>(function)) {}
    F call;
  };

  class BoundRun final : public Base::ValueRun {
   public:
    BoundRun(AsyncBindingBody& binding, Arguments arguments)
        : Base::ValueRun(binding, Kind::is_generator),
          function_(binding.function_),
          arguments_(std::move(arguments)) {}

   private:
    Frame* begin() override {
      // A parameter taken by value is moved into the frame; a reference refers to the copy here.
      return std::apply(
          [this](typename Sources::value_type&... values) {
            return Kind::frame_of(function_->call(std::move(values)...));
          },
          arguments_);
    }

    Ref<SharedFunction> function_;
    Arguments arguments_;
  };

  bool take_arguments() override {
    return std::apply(
        [this](const Sources&... sources) {
          if (!(sources.ready() & ... & true)) return false;
          next_.emplace(sources.get()...);
          return true;
        },
        sources_);
  }

  Run* make_run() override {
    Arguments arguments = std::move(*next_);
    next_.reset();
    return new BoundRun(*this, std::move(arguments));
  }

  Ref<SharedFunction> function_;
  std::tuple<Sources...> sources_;
  std::optional<Arguments> next_;
};

}  // namespace coracle
