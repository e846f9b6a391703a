#include <coracle/ui/log.hpp>

#include <algorithm>
#include <coracle/reactive/signal.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <cstdint>
#include <deque>
#include <vector>

namespace coracle {

namespace {

// The outer element shows the end of the inner one: see the style sheet.
constinit const Template shape(
    R"(<div class="coracle-log" role="log" tabindex="0"><div hole></div></div>)");
constinit const Template line_shape("<div> </div>");
constinit const Template error_shape(R"(<div class="coracle-log-error"> </div>)");
constinit const Template view_shape("<div></div>");
constinit const Template piece_shape(" ");
enum Hole : std::uint32_t { lines_hole = 1 };
constinit const ComponentType log_type{"Log", shape, {}};

enum class LineKind : unsigned char { text, error, view };

struct Line {
  LineKind kind;
  std::string text;
  View view;
};

// Lines have numbers that count on, so that a mount can tell which of them it shows.
using LineNumber = std::uint64_t;

class LogState final : public Log::Parameters, public TextSink {
 public:
  explicit LogState(Log::Options&& options) : Parameters(std::move(options)) {
    if (limit.peek() < 0) set_fault(bad_limit(limit.peek()));
  }

  const ComponentType& type() const override { return log_type; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.attribute(0, names::aria_label, label());
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &limit || *static_cast<int*>(candidate) >= 0) return true;
    return refuse(bad_limit(*static_cast<int*>(candidate)));
  }
  void settled(const ParameterBase& parameter) override {
    if (&parameter == &limit) changed();
  }

  void write(std::string_view text) override { add(text, LineKind::text); }

  void add(std::string_view text, LineKind kind) {
    if (text.empty()) return;
    begin();
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (!is_open_ || lines_.back().kind != kind) lines_.push_back({kind, {}, {}});
      lines_.back().text += text.substr(0, end);
      is_open_ = end == text.size();
      // An empty line needs something in it to be as high as the others.
      if (!is_open_ && lines_.back().text.empty()) lines_.back().text = '\n';
      text.remove_prefix(is_open_ ? end : end + 1);
    }
    changed();
  }

  void add(View view) {
    begin();
    lines_.push_back({LineKind::view, {}, std::move(view)});
    is_open_ = false;
    changed();
  }

  void clear() {
    clears_ = false;
    drop(lines_.size());
    changed();
  }
  void clear_after_next() { clears_ = true; }

  // For mounts. Asking for the first line's number records the reader.
  LineNumber first() const {
    changes_.get();
    return first_;
  }
  LineNumber end() const { return first_ + lines_.size(); }
  const Line& line(LineNumber number) const {
    return lines_[static_cast<std::size_t>(number - first_)];
  }

 private:
  static std::string bad_limit(int limit) {
    return str("Log: limit must be 0 (all lines) or more, not ", limit);
  }

  void begin() {
    if (clears_) clear();
  }

  void changed() {
    const auto most = static_cast<std::size_t>(limit.peek());
    if (most > 0 && lines_.size() > most) drop(lines_.size() - most);
    changes_.set(changes_.peek() + 1);
  }

  void drop(std::size_t count) {
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(count));
    first_ += count;
    if (lines_.empty()) is_open_ = false;
  }

  std::deque<Line> lines_;
  LineNumber first_ = 0;
  SignalNode<std::uint32_t> changes_{0};
  bool is_open_ = false;  // the last line goes on
  bool clears_ = false;   // before the next thing is added
};

class LogMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;
  ~LogMount() override { forget(shown_.size()); }

 private:
  struct Shown {
    NodeId node;
    std::uint32_t node_count;
    std::vector<NodeId> pieces;  // text that a line got later
    std::unique_ptr<Mount> view;
  };

  void paint() override {
    ComponentMount::paint();
    const auto& log = static_cast<const LogState&>(state());
    const LineNumber first = log.first();
    if (&log != log_ || first >= end()) {
      if (!shown_.empty()) page().patch().clear(hole(lines_hole));
      forget(shown_.size());
      log_ = &log;
      first_ = first;
    } else {
      for (LineNumber number = first_; number < first; ++number) {
        page().patch().remove(shown_[static_cast<std::size_t>(number - first_)].node);
      }
      forget(static_cast<std::size_t>(first - first_));
    }
    if (!shown_.empty()) go_on(log.line(end() - 1));
    while (end() < log.end()) append(log.line(end()));
  }

  LineNumber end() const { return first_ + shown_.size(); }

  void append(const Line& line) {
    PatchWriter& patch = page().patch();
    if (line.kind == LineKind::view) {
      const NodeId node = page().nodes().allocate(this, 1);
      patch.instance(view_shape, node);
      auto view = line.view ? line.view.body()->mount(page()) : nullptr;
      if (view) patch.place(node, view->node(), 0);
      shown_.push_back({node, 1, {}, std::move(view)});
    } else {
      const NodeId node = page().nodes().allocate(this, 2);
      patch.instance(line.kind == LineKind::error ? error_shape : line_shape, node);
      patch.text(node + 1, line.text);
      shown_.push_back({node, 2, {}, nullptr});
    }
    patch.place(hole(lines_hole), shown_.back().node, 0);
    written_ = line.text.size();
  }

  // The last line may have got more text.
  void go_on(const Line& line) {
    if (line.text.size() == written_) return;
    PatchWriter& patch = page().patch();
    const NodeId piece = page().nodes().allocate(this, 1);
    patch.instance(piece_shape, piece);
    patch.text(piece, std::string_view(line.text).substr(written_));
    patch.place(shown_.back().node, piece, 0);
    shown_.back().pieces.push_back(piece);
    written_ = line.text.size();
  }

  void forget(std::size_t count) {
    for (; count > 0; --count) {
      Shown& line = shown_.front();
      page().nodes().release(line.node, line.node_count);
      for (const NodeId piece : line.pieces) page().nodes().release(piece, 1);
      shown_.pop_front();
      ++first_;
    }
  }

  const LogState* log_ = nullptr;
  std::deque<Shown> shown_;
  LineNumber first_ = 0;     // the number of the first line shown
  std::size_t written_ = 0;  // how much of the last one is
};

std::unique_ptr<ComponentMount> LogState::make_mount(Page& page) {
  return std::make_unique<LogMount>(page, Ref<ComponentState>(this));
}

LogState& state_of(const Log& log) { return static_cast<LogState&>(*log.state()); }

}  // namespace

Log::Log() : Log(Options()) {}
Log::Log(Options options) : Component(make_ref<LogState>(std::move(options))) {}

void Log::add(std::string_view text, bool is_error) const {
  state_of(*this).add(text, is_error ? LineKind::error : LineKind::text);
}
detail::SinkRef Log::sink() const { return {state(), &state_of(*this)}; }
void Log::show(const View& view) const { state_of(*this).add(view); }
void Log::clear() const { state_of(*this).clear(); }
void Log::clear(AfterNext) const { state_of(*this).clear_after_next(); }

}  // namespace coracle
