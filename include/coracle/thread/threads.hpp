#pragma once

#include <coracle/base/error.hpp>

namespace coracle {

class Worker;

/// The port to threads: Web Workers in a page, `std::jthread` natively. All but `wake` is called
/// on the page's thread.
class Threads {
 public:
  /// Calls `worker.run()` on a thread of its own, from now on or soon. An error if it cannot.
  [[nodiscard]] virtual Error start(Worker& worker) = 0;
  /// `run` has come to its end, and nobody will hear of the worker any more.
  virtual void finished(Worker& worker) = 0;
  /// Ends the thread where it stands, now, unless the worker has come to its end already. False
  /// where it has, and where that is impossible: it goes on, and will be `finished` or not.
  virtual bool end(Worker& worker) = 0;
  /// From any thread: the page's is to call `Inbox::deliver` soon.
  virtual void wake() = 0;

  /// The threads that the program uses.
  static Threads& current();
  /// Makes `threads` the current ones, or, where it is null, the default ones; returns what was
  /// installed before. Not while there are workers.
  static Threads* install(Threads* threads);

 protected:
  ~Threads() = default;
};

/// The threads of the program where none were installed. Defined by what the program runs in: in
/// wasm/ for a page, in src/thread/native else. That way a program without threads does not
/// contain them.
Threads& default_threads();

}  // namespace coracle
