#pragma once

#include <concepts>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/changes_of.hpp>
#include <coracle/reactive/observer.hpp>
#include <optional>
#include <string>
#include <utility>

// What `next_change`, `latest_change` and `changes` have in common: something hears of changes from
// when it is made, keeps of them what is wanted, and wakes the coroutine that waits for them.

namespace coracle {

/// The part that depends on no type. It hears of changes as long as it lives.
class ChangeListener : public RefCounted, private Observer {
 public:
  /// The wait for something to be there to take; removes itself when destroyed.
  class Wait : public Waiter {
   public:
    explicit Wait(Ref<ChangeListener> listener) noexcept : listener_(std::move(listener)) {}
    Wait(Wait&&) noexcept = default;
    ~Wait() { leave(); }
    bool await_ready() const { return !listener_->waiter_ && listener_->has_news(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> awaiting) {
      begin(awaiting.promise());
    }

   protected:
    void leave() noexcept;
    Ref<ChangeListener> listener_;

   private:
    void begin(Frame& awaiting);
  };

  /// Whether there is something to take.
  virtual bool has_news() const = 0;

 protected:
  ChangeListener();
  /// Begins to hear of changes, after all those that do so already.
  void listen();
  /// Hears of nothing more.
  using Observer::clear;

 private:
  virtual void read() = 0;
  virtual void note() = 0;
  static void on_stale(Observer& observer);
#if CORACLE_INTROSPECTION
  virtual std::string awaited() const = 0;
#else
  std::string awaited() const { return {}; }
#endif

  Waiter* waiter_ = nullptr;
};

namespace detail {

/// Keeps the first change.
template <class T>
class FirstChange : public ChangeListener {
 public:
  using value_type = T;
  bool has_news() const final { return value_.has_value(); }
  T take() { return *std::move(value_); }

 protected:
  void keep(const T& value) {
    if (value_) return;
    value_.emplace(value);
    clear();
  }

 private:
  std::optional<T> value_;
};

/// Keeps the newest change that was not taken.
template <class T>
class NewestChange : public ChangeListener {
 public:
  using value_type = T;
  bool has_news() const final { return value_.has_value(); }
  T take() {
    T value = *std::move(value_);
    value_.reset();
    return value;
  }

 protected:
  void keep(const T& value) { value_.emplace(value); }

 private:
  std::optional<T> value_;
};

/// Keeps every change that was not taken, in order.
template <class T>
class EveryChange : public ChangeListener {
 public:
  using value_type = T;
  EveryChange() = default;
  ~EveryChange() override {
    while (first_) drop_first();
  }
  bool has_news() const final { return first_ != nullptr; }
  T take() {
    T value = std::move(first_->value);
    drop_first();
    return value;
  }

 protected:
  void keep(const T& value) {
    *end_ = new Kept{value, nullptr};
    end_ = &(*end_)->next;
  }

 private:
  struct Kept {
    T value;
    Kept* next;
  };
  void drop_first() {
    Kept* const taken = std::exchange(first_, first_->next);
    if (!first_) end_ = &first_;
    delete taken;
  }
  Kept* first_ = nullptr;
  Kept** end_ = &first_;
};

template <class Kept, class Source>
class ListenerTo final : public Kept {
 public:
  explicit ListenerTo(Source source) : changes_(std::move(source)) { this->listen(); }

 private:
  void read() override { changes_.read(); }
  void note() override {
    changes_.each_new([this](const auto& value) { this->keep(value); });
  }
#if CORACLE_INTROSPECTION
  std::string awaited() const override { return changes_.name(); }
#endif
  ChangesOf<Source> changes_;
};

/// Begins to hear of a source's changes.
template <template <class> class Keeps, class S>
Ref<Keeps<change_of_t<S>>> listen_to(const S& source) {
  using T = change_of_t<S>;
  static_assert(std::copy_constructible<T>,
                "who waits for a change is given a copy of the value, which this type has not");
  return make_ref<ListenerTo<Keeps<T>, source_of_t<S>>>(source_of(source));
}

/// Waits for a change, and takes it.
template <class Listener>
class [[nodiscard]] ChangeWait : public ChangeListener::Wait {
 public:
  explicit ChangeWait(Ref<Listener> listener) noexcept : Wait(std::move(listener)) {}
  typename Listener::value_type await_resume() {
    this->leave();
    return static_cast<Listener&>(*this->listener_).take();
  }
};

}  // namespace detail

}  // namespace coracle
