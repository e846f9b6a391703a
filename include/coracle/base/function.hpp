#pragma once

#include <cassert>
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace coracle {

template <class Signature>
class Function;

/// A callable of any type behind one signature. Move-only, so it can hold what cannot be copied;
/// a callable of up to three pointers is stored inside, a larger one on the heap.
///
///     Function<void(int)> on_change = [log](int value) { log.print(value); };
///     if (on_change) on_change(3);
///
/// Calling is shallow-const, as with a pointer. Calling an empty function is a mistake of the
/// program. A callable must not destroy or overwrite the `Function` it is called through.
template <class R, class... Args>
class Function<R(Args...)> {
 public:
  Function() noexcept = default;
  Function(std::nullptr_t) noexcept {}
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, Function> &&
             std::is_invocable_r_v<R, std::decay_t<F>&, Args...>)
  Function(F&& callable) {
    using Stored = std::decay_t<F>;
    if constexpr (std::is_pointer_v<Stored> || std::is_member_pointer_v<Stored>) {
      if (callable == nullptr) return;
    }
    if constexpr (fits<Stored>) {
      ::new (storage_) Stored(std::forward<F>(callable));
    } else {
      ::new (storage_) Stored*(new Stored(std::forward<F>(callable)));
    }
    call_ = &call<Stored>;
    if constexpr (!fits<Stored> || !std::is_trivially_copyable_v<Stored>) {
      relocate_ = &relocate<Stored>;
    }
  }

  Function(Function&& other) noexcept { take(other); }
  Function& operator=(Function&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  Function& operator=(std::nullptr_t) noexcept {
    reset();
    return *this;
  }
  ~Function() { reset(); }

  explicit operator bool() const noexcept { return call_ != nullptr; }

  R operator()(Args... args) const {
    assert(call_);
    return call_(storage_, std::forward<Args>(args)...);
  }

 private:
  template <class Stored>
  static constexpr bool fits =
      sizeof(Stored) <= 3 * sizeof(void*) && alignof(Stored) <= alignof(void*) &&
      std::is_nothrow_move_constructible_v<Stored>;

  template <class Stored>
  static Stored& stored(void* storage) noexcept {
    if constexpr (fits<Stored>) {
      return *std::launder(static_cast<Stored*>(storage));
    } else {
      return **std::launder(static_cast<Stored**>(storage));
    }
  }

  template <class Stored>
  static R call(void* storage, Args&&... args) {
    if constexpr (std::is_void_v<R>) {
      static_cast<void>(call_stored(stored<Stored>(storage), std::forward<Args>(args)...));
    } else {
      return call_stored(stored<Stored>(storage), std::forward<Args>(args)...);
    }
  }

  template <class Stored>
  static decltype(auto) call_stored(Stored& callable, Args&&... args) {
    return callable(std::forward<Args>(args)...);
  }

  // Moves the callable into `to`, or destroys it where `to` is null.
  template <class Stored>
  static void relocate(void* from, void* to) noexcept {
    if constexpr (fits<Stored>) {
      Stored& callable = stored<Stored>(from);
      if (to) ::new (to) Stored(std::move(callable));
      callable.~Stored();  // NOLINT(bugprone-use-after-move): what was moved from is destroyed, too
    } else if (to) {
      ::new (to) Stored*(&stored<Stored>(from));
    } else {
      delete &stored<Stored>(from);
    }
  }

  void take(Function& other) noexcept {
    if (!other.call_) return;
    if (other.relocate_) {
      other.relocate_(other.storage_, storage_);
    } else {
      for (std::size_t i = 0; i < sizeof storage_; ++i) storage_[i] = other.storage_[i];
    }
    call_ = std::exchange(other.call_, nullptr);
    relocate_ = std::exchange(other.relocate_, nullptr);
  }

  void reset() noexcept {
    call_ = nullptr;
    if (auto* relocate = std::exchange(relocate_, nullptr)) relocate(storage_, nullptr);
  }

  alignas(void*) mutable std::byte storage_[3 * sizeof(void*)];
  R (*call_)(void*, Args&&...) = nullptr;
  void (*relocate_)(void*, void*) noexcept = nullptr;
};

}  // namespace coracle
