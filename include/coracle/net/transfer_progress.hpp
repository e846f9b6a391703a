#pragma once

#include <concepts>
#include <coracle/base/ref.hpp>
#include <cstdint>
#include <optional>
#include <utility>

namespace coracle {

/// How much of a response's body has arrived.
struct TransferProgress {
  std::uint64_t received = 0;
  /// How much there will be, where that is known: not without a `Content-Length`, and not of a
  /// body that was compressed, whose length counts other bytes than those that arrive.
  std::optional<std::uint64_t> total = {};

  /// From 0 to 1, where the total is known.
  std::optional<double> fraction() const {
    if (!total) return std::nullopt;
    return *total ? static_cast<double>(received) / static_cast<double>(*total) : 1.0;
  }

  friend bool operator==(const TransferProgress&, const TransferProgress&) = default;
};

/// Who is told how far a request is: a signal, or what else can be `set` to a `TransferProgress`.
///
///     Signal<TransferProgress> progress;
///     Response film = co_await fetch({.url = "film.mp4", .progress = progress});
///
/// It is set when the head has arrived, then as pieces of the body do, by the coroutine that waits
/// for them. A total that turns out to be wrong is no longer given. Of what is sent browsers tell
/// nothing.
class ProgressListener {
 public:
  ProgressListener() noexcept = default;
  template <class S>
    requires requires(const S& settable, TransferProgress progress) { settable.set(progress); }
  ProgressListener(S settable) : target_(new Setter<S>(std::move(settable))) {}

  explicit operator bool() const noexcept { return static_cast<bool>(target_); }
  void tell(const TransferProgress& progress) const {
    if (target_) target_->tell(progress);
  }
  /// Whether both tell the same.
  friend bool operator==(const ProgressListener&, const ProgressListener&) = default;

 private:
  struct Target : RefCounted {
    virtual void tell(const TransferProgress& progress) = 0;
  };
  template <class S>
  struct Setter final : Target {
    explicit Setter(S settable) : settable(std::move(settable)) {}
    void tell(const TransferProgress& progress) override { settable.set(progress); }
    S settable;
  };

  Ref<Target> target_;
};

}  // namespace coracle
