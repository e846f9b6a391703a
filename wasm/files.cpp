#include <coracle/ui/file_port.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

// In wasm/library/coracle.js.
extern "C" {
void coracle_files_listen();
std::uint32_t coracle_files_take();
double coracle_file_size(std::uint32_t number);
/// How long its name (0) or its media type (1) is in UTF-8, and its copy into that many bytes and
/// one.
std::size_t coracle_file_text_size(std::uint32_t number, int which);
void coracle_file_copy_text(std::uint32_t number, int which, char* to, std::size_t capacity);
/// Calls `done(context, bytes)` when the bytes are there, with -1 where they cannot be read.
void coracle_file_read(std::uint32_t number, double begin, std::size_t size, std::uint8_t* to,
                       void (*done)(void* context, int bytes), void* context);
void coracle_file_release(std::uint32_t number);
}

namespace coracle::browser {

namespace {

// A read that the browser was asked for: it cannot be stopped, but it may find nobody.
struct Transfer {
  FileRead* read;
  std::vector<std::uint8_t> bytes;
};

void on_done(void* context, int count) {
  auto* transfer = static_cast<Transfer*>(context);
  FileRead* read = transfer->read;
  const std::vector<std::uint8_t> bytes = std::move(transfer->bytes);
  delete transfer;
  if (!read) return;
  if (count == static_cast<int>(bytes.size())) {
    read->give(Bytes(bytes));
  } else {
    read->fail();
  }
}

std::string text_of(std::uint32_t number, int which) {
  std::string text(coracle_file_text_size(number, which), '\0');
  coracle_file_copy_text(number, which, text.data(), text.size() + 1);
  return text;
}

class BrowserFiles final : public FilePort {
 public:
  void listen() override { coracle_files_listen(); }

  std::vector<FileFacts> take_chosen() override {
    std::vector<FileFacts> files(coracle_files_take());
    for (FileFacts& file : files) {
      file.number = ++last_;
      file.name = text_of(last_, 0);
      file.media_type = text_of(last_, 1);
      file.size = static_cast<std::uint64_t>(coracle_file_size(last_));
    }
    return files;
  }

  void start(FileRead& read) override {
    auto* transfer = new Transfer{&read, std::vector<std::uint8_t>(read.size)};
    read.port_data = reinterpret_cast<std::uintptr_t>(transfer);
    coracle_file_read(read.number, static_cast<double>(read.begin), read.size,
                      transfer->bytes.data(), &on_done, transfer);
  }
  void abort(FileRead& read) override {
    reinterpret_cast<Transfer*>(read.port_data)->read = nullptr;
  }
  void release(std::uint32_t number) override { coracle_file_release(number); }

 private:
  std::uint32_t last_ = 0;  // files are numbered in the order in which they are taken
};

}  // namespace

}  // namespace coracle::browser

coracle::FilePort& coracle::FilePort::current() {
  static auto& files = *new browser::BrowserFiles();
  return files;
}
