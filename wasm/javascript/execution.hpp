#pragma once

#include <coracle/async/completion.hpp>
#include <coracle/async/loop.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/trigger.hpp>
#include <cstdint>
#include <memory>
#include <optional>

#include "value.hpp"

namespace coracle::javascript {

/// What a JavaScript function, or the iterator it gave, has come to. The numbers are
/// TypeScript's, too: web/tools/generate-patch-constants.mjs reads them here.
enum class StepKind : int {
  pending,   ///< a promise; `settle` will tell
  iterator,  ///< it is a generator, which has not begun
  yielded,   ///< a value, and more may follow
  skipped,   ///< `skip`, and more may follow
  value,     ///< it is over, with a value
  done,      ///< it is over, with nothing
  failed,    ///< it is over; the value is `{ message, detail, error }`
};

struct Step {
  StepKind kind = StepKind::pending;
  val value = val::undefined();
  bool is_last() const { return kind >= StepKind::value; }
};

/// Who waits for what the executions that it has let go of leave behind.
class CleanUpOwner {
 public:
  /// Clean-up goes on outside, until this is let go of.
  virtual Hold hold() = 0;
  /// There is none left.
  virtual void clean_up_ended() {}
  /// The function has asked what has triggered it.
  virtual void trigger_read() {}

 protected:
  ~CleanUpOwner() = default;
};

/// What an owner and its executions share: how much clean-up still goes on in JavaScript. May
/// outlive the owner, which it is null then.
struct CleanUp final : RefCounted {
  explicit CleanUp(CleanUpOwner* owner) : owner(owner) {}
  CleanUpOwner* owner;
  std::uint32_t pending = 0;
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
  explicit Execution(Ref<CleanUp> clean_up = nullptr);
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;

  bool is_started() const { return started_; }
  /// What the function is told of why it is called.
  void set_trigger(const Trigger& trigger) { trigger_ = trigger; }
  /// What it holds while it runs: see locks.cpp.
  void set_holding(Ref<RefCounted> holding) { holding_ = std::move(holding); }
  /// Calls the function with the arguments and a last one with the signal.
  const Step& start(const AnyValue& function, const val& arguments);
  const Step& next();
  /// The same for who asks an iterator questions: what it yields is not awaited.
  const Step& begin_conversation();
  /// The same, where the `yield` at which the iterator stands gives a value, or throws one.
  const Step& send(const AnyValue& value);
  const Step& raise(const val& raw_error);
  const Step& step() const { return step_; }
  /// The end of a pending step, to be awaited once.
  Completion<Step>& settlement() { return settlement_; }
  void take_settlement(Step step) { step_ = std::move(step); }

  /// Nobody wants more of it. If it is not over, its signal is aborted and its iterator closed.
  void leave();

  /// For JavaScript. A slot that is taken no more is harmless.
  static void settle(std::uint32_t slot, int kind, val value);
  static void released(std::uint32_t slot);
  /// The function has asked what has triggered it.
  static void trigger_read(std::uint32_t slot);
  /// What the execution holds; null where there is none any more.
  static Ref<RefCounted> holding(std::uint32_t slot);
  /// The name of a trigger's source, of which JavaScript is told the number.
  static val source_name(std::uint32_t number);

  static void set_grace(Time grace);

 private:
  struct Grace final : Timer {
    explicit Grace(Execution& execution);
    Execution& execution;
  };

  ~Execution();
  const Step& take_step(int kind);
  const Step& advance(int how, const val& value);

  std::uint32_t slot_;
  bool started_ = false;
  bool leaving_ = false;
  Trigger trigger_;
  Step step_;
  Completion<Step> settlement_;
  Ref<CleanUp> clean_up_;
  Ref<RefCounted> holding_;
  Hold hold_;
  Grace grace_{*this};
};

struct LeaveExecution {
  void operator()(Execution* execution) const { execution->leave(); }
};
using RunningExecution = std::unique_ptr<Execution, LeaveExecution>;

}  // namespace coracle::javascript
