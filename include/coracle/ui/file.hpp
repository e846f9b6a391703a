#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/async/task.hpp>
#include <coracle/base/bytes.hpp>
#include <coracle/base/ref.hpp>
#include <cstdint>
#include <string>
#include <utility>

namespace coracle {

/// What is known of a file before it is read.
struct FileFacts {
  /// By this the port knows it.
  std::uint32_t number = 0;
  std::string name;
  std::string media_type;
  std::uint64_t size = 0;
};

/// A file that a person has chosen. Its bytes are where they were until somebody reads them.
///
///     Bytes all = co_await file.read();
///
///     auto pieces = file.stream();
///     while (Bytes* piece = co_await pieces.next()) hash.add(*piece);
///
/// A handle: copying it refers to the same file, and two are equal if they do. Reading fails with
/// code "file" where the file cannot be read any more, because it was changed or removed.
/// Cancelling ends the reading.
class File {
 public:
  /// For the port that knows of the file.
  explicit File(FileFacts facts);

  const std::string& name() const { return body_->facts.name; }
  /// As the browser guesses from the name: "text/csv"; may be empty.
  const std::string& media_type() const { return body_->facts.media_type; }
  std::uint64_t size() const { return body_->facts.size; }

  Task<Bytes> read() const;
  /// Its bytes in pieces of at most so many. The next is read when it is asked for.
  AsyncGenerator<Bytes> stream(std::size_t piece_size = 1 << 20) const;

  /// By this the port knows it.
  std::uint32_t number() const { return body_->facts.number; }

  friend bool operator==(const File& a, const File& b) { return a.body_ == b.body_; }

 private:
  struct Body final : RefCounted {
    explicit Body(FileFacts facts) : facts(std::move(facts)) {}
    ~Body() override;
    const FileFacts facts;
  };
  static AsyncGenerator<Bytes> stream_of(Ref<Body> body, std::size_t piece_size);

  Ref<Body> body_;
};

}  // namespace coracle
