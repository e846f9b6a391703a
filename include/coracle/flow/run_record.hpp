#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/flow/trigger.hpp>
#include <string>

namespace coracle {

class Run;

/// What a run and its controller know of its record.
struct RunRecordBase {
  void (*run_ended)(RunRecordBase& record, Run& run);
  /// The controller gives back its count.
  void (*let_go)(RunRecordBase& record);
};

/// What handles of a run share; outlives it. Made when somebody asks for the first handle.
struct RunRecord final : RunRecordBase, RefCounted {
  RunRecord() : RunRecordBase{&on_end, &on_let_go} {}

  Run* run = nullptr;  ///< null once it has ended
  Trigger trigger;
  Time started_at{0};
  Status status = Status::pending;
  std::string reason;

 private:
  static void on_end(RunRecordBase& base, Run& ended);
  static void on_let_go(RunRecordBase& base);
};

}  // namespace coracle
