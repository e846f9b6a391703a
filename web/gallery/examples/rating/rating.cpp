#include <algorithm>
#include <coracle/coracle.hpp>
#include <coracle/ui/names.hpp>

using namespace coracle;

// A component is described once: its parameters with type, default, and what they mean.
#define STAR_RATING(PARAMETER, EVENT)                               \
  PARAMETER(std::string, label, "", "What is rated.")               \
  PARAMETER(int, value, 0, "How many stars of five; 0: not rated.") \
  PARAMETER(bool, disabled, false, "Whether people cannot change it.")

// What programs use: StarRating rating({.label = "Taste"}); rating.value = 3;
class StarRating : public Component {
  CORACLE_COMPONENT(StarRating, STAR_RATING)

  explicit StarRating(Options options);
  const Parameter<int>& value_source() const { return value; }
};

// What the page has of it. What changes, or hears something, is a hole; they are counted from 1.
// Coracle's style sheet leaves alone what is in an element of the class coracle-own.
constinit const Template shape(
    R"(<div class="coracle-own"><span hole></span><span role="slider" aria-valuemin="0" aria-valuemax="5" hole>)"
    R"(<span hole></span><span hole></span><span hole></span><span hole></span><span hole></span>)"
    R"(</span></div>)");
enum Hole : std::uint32_t { label_text = 1, slider = 2, first_star = 3 };
constexpr EventKind hears[] = {EventKind::click, EventKind::keydown};
constinit const ComponentType star_rating_type{"StarRating", shape, hears};
constinit const Name aria_valuenow("aria-valuenow"), aria_valuetext("aria-valuetext"),
    aria_disabled("aria-disabled"), tab_index("tabIndex"), cursor("cursor"), size("font-size"),
    space_between("margin-inline-end");

class StarRatingState final : public StarRating::Parameters {
 public:
  explicit StarRatingState(StarRating::Options&& options) : Parameters(std::move(options)) {}

  const ComponentType& type() const override { return star_rating_type; }

  // Writes what differs from the page; it runs again when something that it read has changed.
  void paint(Painter& painter) const override {
    if (painter.first()) {
      // The slider keeps these keys to itself: the page does not scroll.
      painter.property(slider, names::keys, "ArrowUp,ArrowDown,ArrowLeft,ArrowRight,Home,End");
      painter.style(slider, size, "1.5rem");
      painter.style(label_text, space_between, "0.75rem");
    }
    if (painter.changed(label)) {
      painter.text(label_text, label());
      painter.attribute(slider, names::aria_label, label());
    }
    if (painter.changed(value)) {
      for (int star = 0; star < 5; ++star) {
        painter.text(first_star + static_cast<std::uint32_t>(star), star < value() ? "★" : "☆");
      }
      painter.attribute(slider, aria_valuenow, str(value()));
      painter.attribute(slider, aria_valuetext, str(value(), " of 5 stars"));
    }
    if (painter.changed(disabled)) {
      painter.property(slider, tab_index, disabled() ? -1 : 0);
      painter.attribute(slider, aria_disabled, disabled() ? "true" : "false");
      painter.style(slider, cursor, disabled() ? "default" : "pointer");
    }
  }

  void handle(std::uint32_t hole, const PageEvent& event) override {
    if (disabled.peek()) return;
    if (event.kind == EventKind::click && hole >= first_star) {
      value.set(static_cast<int>(hole - first_star) + 1);
    } else if (event.kind == EventKind::keydown) {
      value.set(after_key(event.text, (event.flags & event_right_to_left) != 0));
    }
  }

  // Whoever sets it: the program is told, and the value stays.
  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &value) return true;
    const int stars = *static_cast<int*>(candidate);
    return (stars >= 0 && stars <= 5) ||
           refuse(str("StarRating: value must be 0 to 5 stars, not ", stars));
  }

 private:
  int after_key(std::string_view key, bool is_mirrored) const {
    const int stars = value.peek();
    const std::string_view more = is_mirrored ? "ArrowLeft" : "ArrowRight";
    const std::string_view less = is_mirrored ? "ArrowRight" : "ArrowLeft";
    if (key == more || key == "ArrowUp") return std::min(stars + 1, 5);
    if (key == less || key == "ArrowDown") return std::max(stars - 1, 0);
    if (key == "Home") return 0;
    if (key == "End") return 5;
    return stars;
  }
};

StarRating::StarRating(Options options)
    : Component(make_ref<StarRatingState>(std::move(options))) {}

// It is bound, watched and shown as any other.
View app() {
  StarRating taste({.label = "Taste", .value = 4});
  StarRating service({.label = "Service"});
  const auto verdict = [](int taste, int service) {
    if (service == 0) return str("Taste ", taste, " of 5; how was the service?");
    return str("On average ", (taste + service) / 2.0, " of 5");
  };
  return Column(taste, service, bind(verdict, taste, service));
}
CORACLE_APP(app)
