#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/base/ref.hpp>
#include <coracle/flow/status.hpp>
#include <coracle/flow/trigger.hpp>
#include <string>

namespace coracle {

class Run;

/// What a run knows of its record.
struct RunRecordBase {
  void (*run_ended)(RunRecordBase& record, Run& run);
};

/// What handles of a run share; outlives it. Made when somebody asks for the first handle.
struct RunRecord final : RunRecordBase, RefCounted {
  RunRecord() : RunRecordBase{&on_end} {}

  Run* run = nullptr;  ///< null once it has ended
  Trigger trigger;
  Time started_at{0};
  Status status = Status::pending;
  std::string reason;

 private:
  static void on_end(RunRecordBase& base, Run& ended);
};

}  // namespace coracle
