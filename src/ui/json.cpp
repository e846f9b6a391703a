#include <coracle/ui/json.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "json_text.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-json"></div>)");
constexpr EventKind hears[] = {EventKind::toggle};
constinit const ComponentType json_type{"Json", shape, hears};

constinit const Template branch_shape(
    R"(<details><summary><span class="coracle-json-key"> </span><span class="coracle-json-count"> </span></summary><div hole></div></details>)");
enum BranchHole : std::uint32_t { branch_key = 1, branch_count = 2, inside = 3 };
constinit const Template leaf_shape(
    R"(<div class="coracle-json-leaf"><span class="coracle-json-key"> </span><span hole> </span></div>)");
enum LeafHole : std::uint32_t { leaf_key = 1, leaf = 2, leaf_text = 3 };
constinit const Name string_class("coracle-json-string");

// How many rows one part of a list has at the most.
constexpr std::size_t part_size = 100;
constexpr int greatest_depth = 50;

// A row of the tree. The text it refers to is the JsonMount's, which outlives it.
class TreeRow : public Mount {
 public:
  using Mount::Mount;
  const ViewBody* body() const override { return nullptr; }
  bool show(const Ref<ViewBody>&) override { return false; }
};

class Leaf final : public TreeRow {
 public:
  Leaf(Page& page, std::string_view key, std::string_view value) : TreeRow(page, leaf_shape) {
    page.patch().text(hole(leaf_key), key);
    page.patch().text(hole(leaf_text), json::readable(value));
    if (value[0] == '"') page.patch().css_class(hole(leaf), string_class, true);
  }
};

// An object or an array, or a part of one that has many.
class Branch final : public TreeRow {
 public:
  Branch(Page& page, std::string_view key, std::string_view value)
      : Branch(page, key, value, 0, json::entries(value).size()) {}

  void handle(std::uint32_t, const PageEvent& event) override {
    if (event.kind == EventKind::toggle) fill();
  }

  /// Opens so many levels, itself the first. Not by recursion: a page has little stack.
  void open(int levels) {
    std::vector<std::pair<Branch*, int>> waiting = {{this, levels}};
    while (!waiting.empty()) {
      const auto [branch, left] = waiting.back();
      waiting.pop_back();
      if (left <= 0 || branch->begin_ == branch->end_) continue;
      page().patch().property(branch->node(), names::open, true);
      branch->fill();
      for (Branch* inner : branch->branches_) waiting.emplace_back(inner, left - 1);
    }
  }

 private:
  Branch(Page& page, std::string_view key, std::string_view value, std::size_t begin,
         std::size_t end)
      : TreeRow(page, branch_shape), value_(value), begin_(begin), end_(end) {
    const bool is_object = value[0] == '{';
    page.patch().text(hole(branch_key), key);
    page.patch().text(hole(branch_count),
                      is_object ? str('{', end - begin, '}') : str('[', end - begin, ']'));
  }

  void fill() {
    if (is_filled_) return;
    is_filled_ = true;
    const std::vector<json::Entry> all = json::entries(value_);
    std::size_t step = 1;
    while ((end_ - begin_ + step - 1) / step > part_size) step *= part_size;
    for (std::size_t at = begin_; at < end_; at += step) {
      if (step > 1) {
        const std::size_t last = std::min(at + step, end_);
        add(std::unique_ptr<Mount>(new Branch(page(), str(at, " – ", last - 1), value_, at, last)));
        continue;
      }
      const auto& [key, value] = all[at];
      const std::string name = value_[0] == '{' ? json::readable(key) : str(at);
      if (json::is_branch(value)) {
        auto inner = std::make_unique<Branch>(page(), name, value);
        branches_.push_back(inner.get());
        add(std::move(inner));
      } else {
        add(std::make_unique<Leaf>(page(), name, value));
      }
    }
  }

  void add(std::unique_ptr<Mount> row) {
    page().patch().place(hole(inside), row->node(), 0);
    rows_.push_back(std::move(row));
  }

  std::string_view value_;
  std::size_t begin_;
  std::size_t end_;
  bool is_filled_ = false;
  std::vector<std::unique_ptr<Mount>> rows_;
  std::vector<Branch*> branches_;  // those of the rows that open
};

class JsonMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    const auto& json = static_cast<const Json::Parameters&>(state());
    const int depth = json.depth();
    const std::string& text = json.object().text();
    if (row_ && text == text_ && depth == depth_) return;
    page().patch().clear(node());
    row_.reset();
    text_ = text;
    depth_ = depth;
    const std::string_view value = json::without_space_around(text_);
    if (value.empty()) return;
    if (json::is_branch(value)) {
      auto branch = std::make_unique<Branch>(page(), "", value);
      branch->open(depth);
      row_ = std::move(branch);
    } else {
      row_ = std::make_unique<Leaf>(page(), "", value);
    }
    page().patch().place(node(), row_->node(), 0);
  }

  std::string text_;
  int depth_ = 0;
  std::unique_ptr<Mount> row_;
};

class JsonState final : public Json::Parameters {
 public:
  explicit JsonState(Json::Options&& options) : Parameters(std::move(options)) {
    if (auto bad = complaint_about(object.peek())) {
      set_fault(std::move(*bad));
    } else if (!is_depth(depth.peek())) {
      complain(bad_depth(depth.peek()));
      depth.initialize(std::clamp(depth.peek(), 0, greatest_depth));
    }
  }

  const ComponentType& type() const override { return json_type; }
  void paint(Painter&) const override {}

  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return std::make_unique<JsonMount>(page, Ref<ComponentState>(this));
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &depth) {
      const int wanted = *static_cast<int*>(candidate);
      return is_depth(wanted) || refuse(bad_depth(wanted));
    }
    auto bad = complaint_about(*static_cast<JsonText*>(candidate));
    return !bad || refuse(std::move(*bad));
  }

 private:
  // An empty text shows nothing.
  static std::optional<std::string> complaint_about(const JsonText& object) {
    if (json::without_space_around(object.text()).empty()) return std::nullopt;
    auto bad = json::complaint(object.text());
    return bad ? std::optional(str("Json: ", *bad)) : std::nullopt;
  }
  static bool is_depth(int levels) { return levels >= 0 && levels <= greatest_depth; }
  static std::string bad_depth(int levels) {
    return str("Json: depth must be 0 to ", greatest_depth, ", not ", levels);
  }
};

}  // namespace

Json::Json() : Json(Options()) {}
Json::Json(Options options) : Component(make_ref<JsonState>(std::move(options))) {}
Json::Json(JsonText object) : Json(Options{.object = std::move(object)}) {}

}  // namespace coracle
