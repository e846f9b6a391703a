#pragma once

#include <coracle/base/error.hpp>
#include <coracle/ui/error_box.hpp>
#include <coracle/ui/mount.hpp>
#include <memory>
#include <string>

namespace coracle {

/// Where a component shows, at the end of one of its elements, what is wrong with what it was
/// given.
class ErrorPlace {
 public:
  /// Nothing where the message is empty.
  void show(const Error& error, Page& page, NodeId parent) {
    if (error.message() == message_) return;
    message_ = error.message();
    reconcile(box_, error ? error_box(error) : View(), page, parent);
  }

 private:
  std::string message_;
  std::unique_ptr<Mount> box_;
};

}  // namespace coracle
