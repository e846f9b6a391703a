#pragma once

#include <coracle/ui/file_port.hpp>
#include <map>
#include <string>
#include <vector>

namespace coracle::testing {

/// A file for `FakePage::choose_files`.
struct FakeFile {
  std::string name;
  Bytes bytes;
  std::string media_type = {};
  /// Reading it fails, as when it was removed meanwhile.
  bool is_gone = false;
  /// A piece that is asked for never comes.
  bool stalls = false;
};

/// The files of tests: they are in memory, and read at once.
class FakeFiles final : public FilePort {
 public:
  static FakeFiles& get();

  /// For the next `take_chosen`.
  void choose(std::vector<FakeFile> files) { chosen_ = std::move(files); }
  /// How many files somebody has.
  std::size_t live() const { return files_.size(); }
  /// How many pieces are on their way.
  std::size_t reading() const { return reading_; }

  void listen() override {}
  std::vector<FileFacts> take_chosen() override;
  void start(FileRead& read) override;
  void abort(FileRead&) override { --reading_; }
  void release(std::uint32_t number) override { files_.erase(number); }

 private:
  std::vector<FakeFile> chosen_;
  std::map<std::uint32_t, FakeFile> files_;
  std::uint32_t last_ = 0;
  std::size_t reading_ = 0;
};

}  // namespace coracle::testing
