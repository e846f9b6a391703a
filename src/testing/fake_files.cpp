#include <coracle/testing/fake_files.hpp>
#include <utility>

namespace coracle::testing {

FakeFiles& FakeFiles::get() {
  static FakeFiles& files = *new FakeFiles();
  return files;
}

std::vector<FileFacts> FakeFiles::take_chosen() {
  std::vector<FileFacts> facts;
  for (FakeFile& file : std::exchange(chosen_, {})) {
    facts.push_back({++last_, file.name, file.media_type, file.bytes.size()});
    files_[last_] = std::move(file);
  }
  return facts;
}

void FakeFiles::start(FileRead& read) {
  const FakeFile& file = files_[read.number];
  if (file.stalls) {
    ++reading_;
  } else if (file.is_gone) {
    read.fail();
  } else {
    read.give(Bytes(file.bytes.span().subspan(static_cast<std::size_t>(read.begin), read.size)));
  }
}

}  // namespace coracle::testing

coracle::FilePort& coracle::FilePort::current() { return testing::FakeFiles::get(); }
