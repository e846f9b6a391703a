#pragma once

#include <coracle/async/completion.hpp>
#include <coracle/async/loop.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/base/ref.hpp>
#include <cstdint>
#include <memory>
#include <optional>

#include "value.hpp"

namespace coracle::javascript {

class Binding;

/// What a JavaScript function, or the iterator it gave, has come to. The numbers are those of
/// `Step` in web/npm/executions.ts.
enum class StepKind : int {
  pending,   ///< a promise; `settle` will tell
  iterator,  ///< it is a generator, which has not begun
  yielded,   ///< a value, and more may follow
  value,     ///< it is over, with a value
  done,      ///< it is over, with nothing
  failed,    ///< it is over; the value is `{ message, detail, error }`
};

struct Step {
  StepKind kind = StepKind::pending;
  val value = val::undefined();
  bool is_last() const { return kind >= StepKind::value; }
};

/// What a binding and the executions it has let go of share: how much clean-up still goes on in
/// JavaScript, and what was thrown last. May outlive the binding.
struct CleanUp final : RefCounted {
  Binding* binding = nullptr;
  std::uint32_t pending = 0;
  val thrown = val::undefined();
};

/// One call of a JavaScript function, with all that comes of it.
///
/// JavaScript knows it by its slot, a number that is never the same for two of them; so a promise
/// that settles after the execution has gone finds nobody. It owns itself: `leave` ends it, at
/// once, or when the `finally` blocks of the JavaScript side have run, or when the grace period for
/// them is over.
class Execution {
 public:
  /// `clean_up` may be null: then nobody waits for what it leaves.
  explicit Execution(Ref<CleanUp> clean_up);
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  bool is_started() const { return started_; }
  /// Calls the function with the arguments and a last one with the signal.
  const Step& start(const AnyValue& function, const val& arguments);
  const Step& next();
  const Step& step() const { return step_; }
  /// The end of a pending step, to be awaited once.
  Completion<Step>& settlement() { return settlement_; }
  void take_settlement(Step step) { step_ = std::move(step); }

  /// Nobody wants more of it. If it is not over, its signal is aborted and its iterator closed.
  void leave();

  /// For JavaScript. A slot that is taken no more is harmless.
  static void settle(std::uint32_t slot, int kind, val value);
  static void released(std::uint32_t slot);

  static void set_grace(Time grace);

 private:
  struct Grace final : Timer {
    explicit Grace(Execution& execution);
    Execution& execution;
  };

  ~Execution();
  const Step& take_step(int kind);

  std::uint32_t slot_;
  bool started_ = false;
  bool leaving_ = false;
  Step step_;
  Completion<Step> settlement_;
  Ref<CleanUp> clean_up_;
  Hold hold_;
  Grace grace_{*this};
};

struct LeaveExecution {
  void operator()(Execution* execution) const { execution->leave(); }
};
using RunningExecution = std::unique_ptr<Execution, LeaveExecution>;

}  // namespace coracle::javascript
