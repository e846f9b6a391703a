#pragma once

#include <coracle/async/strand.hpp>
#include <cstddef>
#include <cstdint>

namespace coracle {

class Group;

/// One of the things that run side by side in a group.
class Branch final : public Strand {
 public:
  Branch() = default;
  /// The frame that holds the result; null unless finished.
  Frame* frame() const noexcept { return top_frame(); }
  using Strand::release_frame;

 private:
  friend class Group;
  friend class RunTree;
  void ended(End how) override;
  void hand_locks_on();
  Branch* next_ = nullptr;
  std::uint32_t index_ = 0;
};

/// Branches that run side by side while one frame waits for them: what `all`, `any` and
/// `with_timeout` have in common.
///
/// Branches start from the loop's queue, in order. When one fails the others are destroyed, and
/// then the waiting frame fails. Cancelling the waiting frame destroys the branches first.
class Group {
 public:
  enum class Until { all_finished, one_finished };

  explicit Group(Until until) noexcept : until_(until) {}
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group();

  /// Adds a branch for a frame that was not started.
  void add(Branch& branch, Frame* top) noexcept;
  /// Lets the frame wait and the branches run.
  void start(Frame& waiting, WaitNote note);
  /// Instead of `start`, where nothing was added and something must come: lets the frame fail.
  void fail_empty(Frame& waiting);
  /// Destroys what still runs and lets the waiting frame fail.
  void stop(Error error);
  bool is_empty() const noexcept { return count_ == 0; }
  /// Which branch finished first, by order of adding.
  std::size_t winner() const noexcept { return winner_; }

 private:
  friend class Branch;
  friend class LockState;
  friend class RunTree;
  friend class Strand;
  void branch_ended(Branch& branch, bool failed);
  void destroy_branches() noexcept;
  Strand* live_branch() noexcept;

  Strand* waiting_ = nullptr;
  Branch* first_ = nullptr;  // those before it have ended
  Branch* last_ = nullptr;
  std::uint32_t count_ = 0;
  std::uint32_t running_ = 0;
  std::uint32_t winner_ = 0;
  Until until_;
};

}  // namespace coracle
