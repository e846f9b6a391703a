// A component is described once: one line more in its list is one parameter more in all that is
// made of it. What JavaScript and TypeScript make of it is for tests/package/described.test.mjs.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>
#include <coracle/ui/describe_component.hpp>

using namespace coracle;
using coracle::testing::TestApp;

#define GAUGE(PARAMETER, EVENT) PARAMETER(double, value, 0, "What it shows.")
#define SCALE(PARAMETER, EVENT) \
  GAUGE(PARAMETER, EVENT)       \
  PARAMETER(std::string, unit, "m", "What it is measured in.")

namespace {

constinit const Template shape("<b> </b>");
constinit const ComponentType gauge_type{"Gauge", shape, {}};
constinit const ComponentType scale_type{"Scale", shape, {}};

template <class Handle, const ComponentType& kind>
class State final : public Handle::Parameters {
 public:
  explicit State(typename Handle::Options&& options) : Handle::Parameters(std::move(options)) {}
  const ComponentType& type() const override { return kind; }
  void paint(Painter& painter) const override {
    if (painter.changed(this->value)) painter.text(1, this->value());
  }
};

class Gauge : public Component {
  CORACLE_COMPONENT(Gauge, GAUGE)
  explicit Gauge(Options options)
      : Component(make_ref<State<Gauge, gauge_type>>(std::move(options))) {}
};

// The same with one line more.
class Scale : public Component {
  CORACLE_COMPONENT(Scale, SCALE)
  explicit Scale(Options options)
      : Component(make_ref<State<Scale, scale_type>>(std::move(options))) {}
};

// What the JavaScript classes, the TypeScript types and the contract tests are made from.
struct Reader {
  template <class T>
  void parameter(const char* name, const Parameter<T>& parameter, const T& initial,
                 const char* text) {
    told += str(name, '=', parameter.peek(), " (", initial, ") ", text, '\n');
  }
  void event(const char* name, const Event&, const char* text) { told += str(name, ' ', text); }
  template <class T>
  void option(const char* name, std::optional<T>& option) {
    told += str(name, option ? " given" : " not given", '\n');
  }
  std::string told;
};

template <class Handle>
std::string members(const Handle& component) {
  Reader reader;
  static_cast<const typename Handle::Parameters&>(*component.state()).describe(reader);
  return reader.told;
}

template <class Handle>
std::string options(typename Handle::Options given) {
  Reader reader;
  given.describe(reader);
  return reader.told;
}

}  // namespace

TEST_CASE("one line more in a description is a parameter, an option and state more", "[b76]") {
  TestApp app;
  describe_component<Gauge>();
  describe_component<Scale>();
  const Gauge gauge({.value = 2});
  const Scale scale({.value = 2, .unit = "km"});
  CHECK(members(scale) == members(gauge) + "unit=km (m) What it is measured in.\n");
  CHECK(options<Scale>({.unit = "km"}) == options<Gauge>({}) + "unit given\n");
  CHECK(options<Scale>({}) == options<Gauge>({}) + "unit not given\n");
  CHECK(snapshot(scale) == R"({"type":"Scale","value":2,"unit":"km"})");
  std::vector<std::string> heard;
  scale.unit.watch([&](const Change<std::string>& change) { heard.push_back(change.now); });
  scale.unit = "mm";
  CHECK(heard == std::vector<std::string>{"mm"});
  CHECK(restore(scale, R"({"type":"Scale","unit":"cm"})").empty());
  CHECK(scale.unit() == "cm");
}
