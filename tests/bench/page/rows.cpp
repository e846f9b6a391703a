#include <coracle/reactive/batch.hpp>
#include <coracle/ui/app.hpp>
#include <coracle/ui/layout.hpp>
#include <utility>
#include <vector>

// The C++ side of the suite `page`: the table of js-framework-benchmark, written as an app writes
// its own components. `vanilla.mjs` is the same by hand; `page.mjs` times both alike.

#define CORACLE_BENCH_EXPORT extern "C" [[gnu::used, gnu::visibility("default")]]

// clang-format off
#define BENCHMARK_ROW(PARAMETER, EVENT)              \
  PARAMETER(int, id, 0, "The number of the row.")    \
  PARAMETER(std::string, label, "", "Its text.")
// clang-format on

namespace {

using namespace coracle;

int clicked_id = 0;

constinit const Template row_shape(
    "<tr><td> </td><td><a> </a></td><td><a><span></span></a></td><td></td></tr>");
constexpr EventKind row_hears[] = {EventKind::click};
constinit const ComponentType row_type{"BenchmarkRow", row_shape, row_hears};

class BenchmarkRow : public Component {
  CORACLE_COMPONENT(BenchmarkRow, BENCHMARK_ROW)

  explicit BenchmarkRow(Options options);
};

class BenchmarkRowState final : public BenchmarkRow::Parameters {
 public:
  explicit BenchmarkRowState(BenchmarkRow::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return row_type; }

  void paint(Painter& painter) const override {
    if (painter.changed(id)) painter.text(1, id());
    if (painter.changed(label)) painter.text(2, label());
  }

  void handle(std::uint32_t, const PageEvent&) override { clicked_id = id.peek(); }
};

BenchmarkRow::BenchmarkRow(Options options)
    : Component(make_ref<BenchmarkRowState>(std::move(options))) {}

constinit const Template table_body_shape("<tbody></tbody>");
constinit const ComponentType table_body_type{"TableBody", table_body_shape, {}};

class TableBody : public Layout {
 public:
  TableBody() : Layout(table_body_type, {}) {}
};

struct Benchmark {
  TableBody body;
  std::vector<BenchmarkRow> rows;
  int next_id = 1;
};

Benchmark& benchmark() {
  static auto& instance = *new Benchmark();
  return instance;
}

View app() { return benchmark().body; }

// The same sequence as in vanilla.mjs, so that both make the same rows.
std::uint32_t random_state = 1;
std::uint32_t random_below(std::uint32_t limit) {
  random_state = random_state * 1664525U + 1013904223U;
  return (random_state >> 8) % limit;
}

constexpr std::string_view adjectives[] = {
    "pretty",      "large",   "big",       "small", "tall",      "short",    "long",
    "handsome",    "plain",   "quaint",    "clean", "elegant",   "easy",     "angry",
    "crazy",       "helpful", "mushy",     "odd",   "unsightly", "adorable", "important",
    "inexpensive", "cheap",   "expensive", "fancy"};
constexpr std::string_view colours[] = {"red",    "yellow", "blue",  "green", "pink",  "brown",
                                        "purple", "brown",  "white", "black", "orange"};
constexpr std::string_view nouns[] = {"table", "chair", "house",   "bbq",      "desk",
                                      "car",   "pony",  "cookie",  "sandwich", "burger",
                                      "pizza", "mouse", "keyboard"};

template <std::size_t count>
std::string_view any_of(const std::string_view (&words)[count]) {
  return words[random_below(count)];
}

void show_rows() {
  std::vector<View> views;
  views.reserve(benchmark().rows.size());
  for (const BenchmarkRow& row : benchmark().rows) views.emplace_back(row);
  benchmark().body.objects = std::move(views);
}

}  // namespace

CORACLE_APP(app)

CORACLE_BENCH_EXPORT void bench_create(int count) {
  Benchmark& bench = benchmark();
  bench.rows.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const std::string_view adjective = any_of(adjectives);
    const std::string_view colour = any_of(colours);
    const std::string_view noun = any_of(nouns);
    bench.rows.push_back(
        BenchmarkRow({.id = bench.next_id++, .label = str(adjective, ' ', colour, ' ', noun)}));
  }
  show_rows();
}

CORACLE_BENCH_EXPORT void bench_update() {
  batch([] {
    const std::vector<BenchmarkRow>& rows = benchmark().rows;
    for (std::size_t i = 0; i < rows.size(); i += 10) {
      rows[i].label = rows[i].label.peek() + " !!!";
    }
  });
}

CORACLE_BENCH_EXPORT void bench_swap(int first, int second) {
  std::swap(benchmark().rows[static_cast<std::size_t>(first)],
            benchmark().rows[static_cast<std::size_t>(second)]);
  show_rows();
}

CORACLE_BENCH_EXPORT void bench_clear() {
  benchmark().rows.clear();
  show_rows();
}

CORACLE_BENCH_EXPORT int bench_clicked() { return clicked_id; }
