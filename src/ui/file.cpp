#include <coracle/ui/file.hpp>

#include <algorithm>
#include <coracle/async/attempt.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/base/str.hpp>
#include <coracle/ui/file_port.hpp>
#include <utility>
#include <vector>

namespace coracle {

File::Body::~Body() { FilePort::current().release(facts.number); }

namespace {

// The wait for one piece; destroying it aborts what is on its way.
class Piece final : public Waiter, private FileRead {
 public:
  Piece(const FileFacts& facts, std::uint64_t begin, std::size_t size)
      : FileRead(facts.number, begin, size), name_(facts.name) {}
  Piece(const Piece&) = delete;
  ~Piece() {
    if (is_waiting()) FilePort::current().abort(*this);
  }

  bool await_ready() const { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> awaiting) {
    suspend(awaiting.promise(), [](const Waiter& waiter) {
      return str("a piece of ", static_cast<const Piece&>(waiter).name_);
    });
    FilePort::current().start(*this);
  }
  Bytes await_resume() { return std::move(bytes_); }

 private:
  void give(Bytes piece) override {
    bytes_ = std::move(piece);
    wake();
  }
  void fail() override {
    Waiter::fail(Error("file", str(name_, " cannot be read any more; choose it again")));
  }

  const std::string& name_;
  Bytes bytes_;
};

constexpr std::size_t read_size = 1 << 20;

}  // namespace

File::File(FileFacts facts) : body_(make_ref<Body>(std::move(facts))) {}

AsyncGenerator<Bytes> File::stream_of(Ref<Body> body, std::size_t piece_size) {
  const std::uint64_t step = std::max<std::size_t>(piece_size, 1);
  for (std::uint64_t at = 0; at < body->facts.size; at += step) {
    const auto size = static_cast<std::size_t>(std::min(step, body->facts.size - at));
    co_yield co_await Piece(body->facts, at, size);
  }
}

AsyncGenerator<Bytes> File::stream(std::size_t piece_size) const {
  return stream_of(body_, piece_size);
}

Task<Bytes> File::read() const {
  // The file may be larger than there is memory for it: that is the reader's to say, by a limit.
  return [](AsyncGenerator<Bytes> pieces, std::size_t size) -> Task<Bytes> {
    std::vector<std::uint8_t> all;
    all.reserve(size);
    while (const Bytes* piece = co_await pieces.next()) {
      all.insert(all.end(), piece->span().begin(), piece->span().end());
    }
    co_return Bytes(all);
  }(stream(read_size), static_cast<std::size_t>(size()));
}

}  // namespace coracle
