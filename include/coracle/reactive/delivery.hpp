#pragma once

#include <cstdint>

namespace coracle {

/// Work of a commit that runs user code in a given order: what a watcher does with the change that
/// its observer has noted.
///
///     struct Watcher : Observer, Delivery {
///       Watcher() : Observer(&note), Delivery(&deliver, order) {}
///     };
///
/// A requested delivery runs in the commit under way, or the next one if none is, after all
/// observers of that commit were told and its effects have run: so each watcher can note what has
/// changed before any of them runs. Lower `order` first, then the older delivery. What a delivery
/// changes is delivered by a following commit; requesting it again before it ran does nothing.
///
/// A delivery that asks for itself 100 times in a row is reported as an `Error` with code "cycle"
/// and not run again in that commit. `name`, a string literal, tells which one it was.
///
/// Destroying it takes it off the list, also while another delivery runs or this one.
class Delivery {
 public:
  using Deliver = void (*)(Delivery& self);

  explicit Delivery(Deliver deliver, int order = 0, const char* name = nullptr);
  const char* name() const { return name_; }
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;
  ~Delivery() { cancel(); }

  void request();
  void cancel();
  bool is_requested() const noexcept { return next_ != nullptr; }

 private:
  friend class Deliveries;
  struct Head {};
  explicit Delivery(Head) : deliver_(nullptr), name_(nullptr), order_(0), number_(0) {}
  bool is_endless();

  Deliver deliver_;
  const char* name_;
  int order_;
  std::uint32_t number_;
  std::uint32_t commit_ = 0;
  std::uint32_t rounds_ = 0;
  Delivery* previous_ = nullptr;
  Delivery* next_ = nullptr;
};

}  // namespace coracle
