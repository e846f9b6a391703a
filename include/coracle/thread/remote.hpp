#pragma once

#include <atomic>
#include <coracle/base/ref.hpp>
#include <coracle/flow/parameter.hpp>
#include <coracle/flow/subscription.hpp>
#include <coracle/reactive/signal.hpp>
#include <coracle/thread/inbox.hpp>
#include <coracle/thread/thread_call.hpp>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

namespace coracle {

class RemoteState;

/// The page's end of a remote: ends with the parameter, and with the scope that it was made in.
class RemoteTarget : public Watcher {
 protected:
  RemoteTarget(const char* name, RemoteState& state) : Watcher(0, name), state_(state) {}
  void release_function() override;

 private:
  bool note() final { return false; }
  void deliver() final {}

  RemoteState& state_;
};

/// What all remotes have in common, whatever their type. Its handles are counted by any thread;
/// when the last is gone it is deleted on the page's.
class RemoteState : private Letter {
 public:
  void retain() noexcept { handles_.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept;
  /// From any thread, and out of date as soon as it is known.
  bool is_open() const noexcept { return open_.load(std::memory_order_relaxed); }

 protected:
  RemoteState() noexcept : Letter(true) {}
  virtual ~RemoteState() = default;
  template <class Fill>
  void post(Fill&& fill) {
    Inbox::get().post(*this, std::forward<Fill>(fill));
  }
  /// On the page's thread: takes the value that was sealed, if there is one, and sets it.
  virtual void apply() = 0;
  /// On the page's thread: null once it is gone.
  RemoteTarget* target() const noexcept { return target_; }
  void set_target(RemoteTarget& target) noexcept { target_ = &target; }

 private:
  friend class RemoteTarget;
  void deliver() final;

  std::atomic<std::uint32_t> handles_ = 0;
  std::atomic<bool> open_ = true;
  RemoteTarget* target_ = nullptr;
  bool dropped_ = false;  // under the inbox's lock
};

/// For `remote`: what becomes of several values that wait to be set.
enum class RemoteWrites : std::uint8_t {
  newest,  ///< the last of them is set, the others are forgotten
  every,   ///< each of them is set, in a commit of its own
};
inline constexpr RemoteWrites every_write = RemoteWrites::every;

namespace detail {

template <class T>
class TypedTarget : public RemoteTarget {
 public:
  virtual void set(T value) = 0;

 protected:
  using RemoteTarget::RemoteTarget;
};

template <class T>
class ParameterTarget final : public TypedTarget<T> {
 public:
  ParameterTarget(const Parameter<T>& parameter, RemoteState& state)
      : TypedTarget<T>(parameter.name().data(), state), parameter_(parameter) {
    this->start(parameter.owner().watchers(), [] {});
  }

 private:
  void set(T value) override {
    this->scope().enter([&] { parameter_.set(std::move(value)); });
  }
  const Parameter<T>& parameter_;
};

template <class T>
class SignalTarget final : public TypedTarget<T> {
 public:
  SignalTarget(Signal<T> signal, RemoteState& state)
      : TypedTarget<T>("a signal", state), signal_(std::move(signal)) {
    this->start(list_, [] {});
  }

 private:
  void set(T value) override {
    const Signal<T> signal = *signal_;
    this->scope().enter([&] { signal.set(std::move(value)); });
  }
  void release_function() override {
    RemoteTarget::release_function();
    signal_.reset();
  }
  WatcherList list_;
  std::optional<Signal<T>> signal_;
};

template <class T>
class RemoteStateOf final : public RemoteState {
 public:
  template <class Target, class Source>
  static Ref<RemoteStateOf> make(const Source& source) {
    Ref<RemoteStateOf> state(new RemoteStateOf());
    const Ref<Target> target = make_ref<Target>(source, *state);  // its list keeps it
    if (target->is_active()) state->set_target(*target);
    return state;
  }

  void write_newest(T value) {
    if (!this->is_open()) return;
    std::optional<T> held(std::move(value));
    this->post([&] { newest_.swap(held); });
  }
  void write_every(T value);
  void set(T value) {
    auto* const target = static_cast<TypedTarget<T>*>(this->target());
    if (target) target->set(std::move(value));
  }

 private:
  void seal() noexcept override { sealed_.swap(newest_); }
  void apply() override {
    std::optional<T> value;
    value.swap(sealed_);
    if (value) set(*std::move(value));
  }
  std::optional<T> newest_;  // under the inbox's lock
  std::optional<T> sealed_;  // the page's thread alone
};

/// One value of a remote that is to write them all.
template <class T>
class RemoteWrite final : public Letter {
 public:
  RemoteWrite(Ref<RemoteStateOf<T>> state, T value)
      : state_(std::move(state)), value_(std::move(value)) {}

 private:
  void deliver() override {
    state_->set(std::move(value_));
    delete this;
  }
  Ref<RemoteStateOf<T>> state_;
  T value_;
};

template <class T>
void RemoteStateOf<T>::write_every(T value) {
  if (!this->is_open()) return;
  Inbox::get().post(*new RemoteWrite<T>(Ref<RemoteStateOf>(this), std::move(value)));
}

}  // namespace detail

/// A handle to a parameter that any thread may have, copy, and write to; see `remote`.
template <class T>
class Remote {
  static_assert(!detail::is_of_the_page<T>,
                "remote(parameter): components, views and signals belong to the page's thread; "
                "let a thread set what they are made of");

 public:
  using value_type = T;

  Remote(Ref<detail::RemoteStateOf<T>> state, RemoteWrites writes)
      : state_(std::move(state)), writes_(writes) {}
  Remote(const Remote&) = default;
  Remote& operator=(const Remote&) = delete;

  const Remote& operator=(T value) const {
    set(std::move(value));
    return *this;
  }
  void set(T value) const {
    if (writes_ == RemoteWrites::every) {
      state_->write_every(std::move(value));
    } else {
      state_->write_newest(std::move(value));
    }
  }
  /// False once the parameter, or the scope the handle was made in, is gone: nothing that is
  /// written arrives any more.
  bool is_open() const noexcept { return state_->is_open(); }

 private:
  Ref<detail::RemoteStateOf<T>> state_;
  RemoteWrites writes_;
};

/// Makes a handle through which threads set a parameter, or a signal.
///
///     background([bar = remote(progress.value)] { bar = 0.5; });
///     background([line = remote(last_line, every_write)] { line = "one"; line = "two"; });
///
/// Writing never blocks. What was written is set on the page's thread, soon, in the order in which
/// it was written, whichever handles and threads wrote it. Of several values that wait, only the
/// newest is set, together with what else waits; with `every_write` each of them is set, in a
/// commit of its own, and nothing but memory limits how many may wait.
///
/// It keeps no component alive: what is written when the parameter is gone, or the scope that was
/// current here, is dropped. The values must not share anything of the page, but for `Bytes`.
template <class T>
Remote<T> remote(const Parameter<T>& parameter, RemoteWrites writes = RemoteWrites::newest) {
  using State = detail::RemoteStateOf<T>;
  return {State::template make<detail::ParameterTarget<T>>(parameter), writes};
}
template <class T>
Remote<T> remote(const Signal<T>& signal, RemoteWrites writes = RemoteWrites::newest) {
  using State = detail::RemoteStateOf<T>;
  return {State::template make<detail::SignalTarget<T>>(signal), writes};
}

}  // namespace coracle
