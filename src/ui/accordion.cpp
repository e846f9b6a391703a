#include <coracle/ui/accordion.hpp>

#include <algorithm>
#include <coracle/ui/children.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>

#include "sections.hpp"

namespace coracle {

namespace {

constinit const Template shape(R"(<div class="coracle-accordion"></div>)");
constinit const ComponentType accordion_type{"Accordion", shape, {}};
constinit const Template section_shape(
    R"(<details class="coracle-section"><summary> </summary><div hole></div></details>)");
enum Hole : std::uint32_t { title_text = 1, content_hole = 2 };

class AccordionState;

struct SectionFacts {
  AccordionState* accordion;  // outlives the mounts
  int place;
  bool is_open;
};

using Places = std::vector<int>;

class AccordionState final : public Accordion::Parameters {
 public:
  explicit AccordionState(Accordion::Options&& options) : Parameters(std::move(options)) {
    Places places = active.peek();
    correct(places);
    active.initialize(std::move(places));
    open_ = now_open();
  }

  const ComponentType& type() const override { return accordion_type; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  void paint(Painter&) const override {}

  bool is_open(int place) const { return std::ranges::count(active(), place) != 0; }

  /// A person has opened or closed a section.
  void turn(int place, bool is_open) {
    Places places = active.peek();
    std::erase(places, place);
    if (is_open && exclusive.peek()) places.clear();
    if (is_open) places.push_back(place);
    active.set(std::move(places));
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &active) correct(*static_cast<Places*>(candidate));
    return true;
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter == &objects) {
      Places places;
      for (int place = 0; place < count(); ++place) {
        const View& view = objects.peek()[static_cast<std::size_t>(place)];
        if (std::ranges::count(open_, view) != 0) places.push_back(place);
      }
      active.move_in(std::move(places));
    } else if (&parameter == &exclusive && exclusive.peek() && active.peek().size() > 1) {
      active.move_in({active.peek().front()});
    }
    open_ = now_open();
  }

 private:
  int count() const { return static_cast<int>(objects.peek().size()); }

  // In order, each once, of those that are there; where only one may be open the first.
  void correct(Places& places) const {
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    std::erase_if(places, [this](int place) {
      const bool is_there = place >= 0 && place < count();
      if (!is_there) {
        complain(str("Accordion: there is no section ", place, "; there are ", count()));
      }
      return !is_there;
    });
    if (exclusive.peek() && places.size() > 1) {
      complain("Accordion: it is exclusive, and only the first of several sections was opened");
      places.resize(1);
    }
  }

  std::vector<View> now_open() const {
    std::vector<View> views;
    for (const int place : active.peek()) {
      views.push_back(objects.peek()[static_cast<std::size_t>(place)]);
    }
    return views;
  }

  std::vector<View> open_;
};

class DetailsMount final : public SectionMount<DetailsMount, SectionFacts> {
 public:
  DetailsMount(Page& page, Ref<Body> body) : SectionMount(page, section_shape, std::move(body)) {
    page.listen(EventKind::toggle);
    paint(nullptr);
  }

  void handle(std::uint32_t hole, const PageEvent& event) override {
    if (hole != 0 || event.kind != EventKind::toggle) return;
    const bool is_open = event.number == 1;
    // The page tells of what the program did, too, maybe after that has changed its mind.
    if (is_open == shows_open_) return;
    shows_open_ = is_open;
    const Ref<Body> body = keep();
    const Ref<AccordionState> accordion(body->facts.accordion);
    const int place = place_now(accordion->objects.peek(), body->section.view, body->facts.place);
    if (place >= 0) accordion->turn(place, is_open);
  }

  void paint(const Body* former) {
    const bool is_open = facts().is_open;
    if (!former || former->section.title != section().title) {
      page().patch().text(hole(title_text), section().title);
    }
    if (is_open != shows_open_) {
      page().patch().property(node(), names::open, is_open);
      shows_open_ = is_open;
    }
    content_.show(section(), is_open, page(), hole(content_hole));
  }

 private:
  LazyContent content_;
  bool shows_open_ = false;  // as far as is known here
};

class AccordionMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    const auto& accordion = static_cast<const AccordionState&>(state());
    std::vector<View> sections;
    for (const View& view : accordion.objects()) {
      const auto place = static_cast<int>(sections.size());
      const SectionFacts facts{const_cast<AccordionState*>(&accordion), place,
                               accordion.is_open(place)};
      sections.emplace_back(
          make_ref<DetailsMount::Body>(section_of(view, "Section", sections.size()), facts));
    }
    sections_.show(sections, page(), node());
  }

  Children sections_;
};

std::unique_ptr<ComponentMount> AccordionState::make_mount(Page& page) {
  return std::make_unique<AccordionMount>(page, Ref<ComponentState>(this));
}

}  // namespace

Accordion::Accordion(Options options) : Component(make_ref<AccordionState>(std::move(options))) {}

}  // namespace coracle
