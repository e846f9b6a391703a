#pragma once

#include <coracle/base/bytes.hpp>
#include <coracle/ui/file.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace coracle {

/// One piece of a file on its way, as the port sees it.
class FileRead {
 public:
  const std::uint32_t number;
  const std::uint64_t begin;
  const std::size_t size;
  /// What the port remembers of it; 0 at first.
  std::uintptr_t port_data = 0;

  /// Exactly one of the two, once; neither after `FilePort::abort`. Nothing of the program runs
  /// inside them.
  virtual void give(Bytes piece) = 0;
  virtual void fail() = 0;

 protected:
  FileRead(std::uint32_t number, std::uint64_t begin, std::size_t size)
      : number(number), begin(begin), size(size) {}
  ~FileRead() = default;
};

/// The port to files that people choose: the browser's in a page, a fake one in tests. A program
/// without a `FileInput` does not contain it.
class FilePort {
 public:
  /// To be called before people can choose. Harmless the second time.
  virtual void listen() = 0;
  /// The files of the `change` that is being handled.
  virtual std::vector<FileFacts> take_chosen() = 0;
  virtual void start(FileRead& read) = 0;
  virtual void abort(FileRead& read) = 0;
  /// Nobody has the file any more.
  virtual void release(std::uint32_t number) = 0;

  /// Defined by what the program runs in.
  static FilePort& current();

 protected:
  ~FilePort() = default;
};

}  // namespace coracle
