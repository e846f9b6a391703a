#pragma once

#include <coracle/async/root.hpp>
#include <coracle/async/task.hpp>
#include <cstdint>
#include <utility>

#include "execution.hpp"
#include "value.hpp"

namespace coracle::javascript {

/// A task whose outcome settles a JavaScript promise, which has a number. It owns itself.
///
/// The functions that it has called and let go of have cleaned up before the promise is settled, or
/// the grace period for that is over.
class Promised final : private Root, private CleanUpOwner {
 public:
  /// Runs in the program's scope, from the loop's queue. `make` gives the task for the `CleanUp`.
  template <class Make>
  static Promised& start(std::uint32_t promise, Make&& make) {
    auto* promised = new Promised(promise);
    promised->run(make(promised->clean_up_));
    return *promised;
  }
  /// Destroys the task; the promise is settled by who calls this.
  void abandon();

 private:
  explicit Promised(std::uint32_t promise)
      : promise_(promise), clean_up_(make_ref<CleanUp>(static_cast<CleanUpOwner*>(this))) {}
  ~Promised() { clean_up_->owner = nullptr; }

  void run(Task<AnyValue> task);
  void finished() override;
  void failed(Error error) override;
  void cancelled() override;
  Hold hold() override;
  void clean_up_ended() override;
  void settle_when_clean();

  std::uint32_t promise_;
  Ref<CleanUp> clean_up_;
  AnyValue value_;
  Error error_;
  bool is_over_ = false;
  bool abandoned_ = false;
};

}  // namespace coracle::javascript
