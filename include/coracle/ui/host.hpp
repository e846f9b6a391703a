#pragma once

#include <coracle/ui/patch.hpp>

namespace coracle {

/// The port to whatever shows the page: the DOM, or a fake page in tests.
class Host {
 public:
  /// Applies one patch, whole and in order. The patch is valid during the call only, also where
  /// code that is called meanwhile changes the page: that is for the next one.
  ///
  /// The host then calls `Page::dispatch` for each event of a kind that the page listens to,
  /// never from inside `commit`.
  virtual void commit(const Patch& patch) = 0;

 protected:
  ~Host() = default;
};

}  // namespace coracle
