#include <coracle/ui/tabs.hpp>

#include <algorithm>
#include <coracle/ui/children.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>

#include "element_id.hpp"
#include "sections.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<div class="coracle-tabs"><div class="coracle-tab-list" role="tablist" hole></div><div hole></div></div>)");
enum Hole : std::uint32_t { tab_list = 1, panel_list = 2 };
constinit const ComponentType tabs_type{"Tabs", shape, {}};
constinit const Template tab_shape(
    R"(<button type="button" class="coracle-tab" role="tab"> </button>)");
constinit const Template panel_shape(
    R"(<div class="coracle-tab-panel" role="tabpanel" tabindex="0"></div>)");
constinit const Name aria_controls("aria-controls");
constinit const Name aria_labelledby("aria-labelledby");
constinit const Name id_name("id");

class TabsState;

/// How a tab and its panel look, and what they do.
struct TabFacts {
  TabsState* tabs;  // outlives the mounts
  std::string id;   // what those of the tab and the panel begin with
  int place;
  bool is_active;
  bool takes_focus;
};

class TabsState final : public Tabs::Parameters {
 public:
  explicit TabsState(Tabs::Options&& options) : Parameters(std::move(options)) {
    if (active.peek() < 0 || active.peek() >= count()) {
      if (active.peek() != 0) complain(no_tab(active.peek()));
      active.initialize(count() == 0 ? -1 : std::clamp(active.peek(), 0, count() - 1));
    }
    shown_ = now_shown();
  }

  const ComponentType& type() const override { return tabs_type; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  void paint(Painter&) const override {}

  /// A person goes to another tab, which is to have the focus then.
  void go_to(int place) {
    const int last = count() - 1;
    if (last < 0) return;
    place = place < 0 ? last : place > last ? 0 : place;
    if (place == active.peek()) return;
    takes_focus_ = true;
    active.set(place);
  }
  int count() const { return static_cast<int>(objects.peek().size()); }
  bool take_focus() const { return std::exchange(takes_focus_, false); }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter != &active) return true;
    const int place = *static_cast<int*>(candidate);
    if (place >= 0 && place < count()) return true;
    return refuse(no_tab(place));
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter == &objects) {
      const int before = std::max(active.peek(), 0);
      const auto found = std::ranges::find(objects.peek(), shown_);
      const int place = static_cast<int>(found - objects.peek().begin());
      const bool stays =
          before < count() && objects.peek()[static_cast<std::size_t>(before)] == shown_;
      active.move_in(stays ? before : std::min(place < count() ? place : before, count() - 1));
    }
    shown_ = now_shown();
  }

 private:
  View now_shown() const {
    return active.peek() < 0 ? View() : objects.peek()[static_cast<std::size_t>(active.peek())];
  }
  std::string no_tab(int place) const {
    return str("Tabs: there is no tab ", place, "; there are ", count());
  }

  View shown_;
  mutable bool takes_focus_ = false;
};

class TabMount final : public SectionMount<TabMount, TabFacts> {
 public:
  TabMount(Page& page, Ref<Body> body) : SectionMount(page, tab_shape, std::move(body)) {
    page.listen(EventKind::click);
    page.listen(EventKind::keydown);
    page.patch().property(node(), names::keys, "ArrowLeft,ArrowRight,Home,End");
    paint(nullptr);
  }

  void handle(std::uint32_t, const PageEvent& event) override {
    const Ref<Body> body = keep();
    TabsState& tabs = *body->facts.tabs;
    const Ref<ComponentState> keep(&tabs);
    const int place = place_now(tabs.objects.peek(), body->section.view, body->facts.place);
    if (place < 0) return;
    if (event.kind == EventKind::click) return tabs.go_to(place);
    constexpr std::uint32_t modified = event_control | event_alt | event_meta;
    if (event.kind != EventKind::keydown || (event.flags & modified) != 0) return;
    const bool is_mirrored = (event.flags & event_right_to_left) != 0;
    if (event.text == "Home") return tabs.go_to(0);
    if (event.text == "End") return tabs.go_to(tabs.count() - 1);
    if (event.text == "ArrowLeft") return tabs.go_to(is_mirrored ? place + 1 : place - 1);
    if (event.text == "ArrowRight") return tabs.go_to(is_mirrored ? place - 1 : place + 1);
  }

  void paint(const Body* former) {
    PatchWriter& patch = page().patch();
    const TabFacts& now = facts();
    if (!former || former->section.title != section().title) {
      patch.text(hole(1), section().title);
    }
    if (!former || former->facts.id != now.id) {
      patch.attribute(node(), id_name, now.id);
      patch.attribute(node(), aria_controls, now.id + 'p');
    }
    if (!former || former->facts.is_active != now.is_active) {
      patch.attribute(node(), names::aria_selected, now.is_active ? "true" : "false");
      patch.property(node(), names::tab_index, now.is_active ? 0 : -1);
    }
    if (now.takes_focus) patch.focus(node());
  }
};

class PanelMount final : public SectionMount<PanelMount, TabFacts> {
 public:
  PanelMount(Page& page, Ref<Body> body) : SectionMount(page, panel_shape, std::move(body)) {
    paint(nullptr);
  }

  void paint(const Body* former) {
    PatchWriter& patch = page().patch();
    const TabFacts& now = facts();
    if (!former || former->facts.id != now.id) {
      patch.attribute(node(), id_name, now.id + 'p');
      patch.attribute(node(), aria_labelledby, now.id);
    }
    if (!former || former->facts.is_active != now.is_active) {
      patch.property(node(), names::hidden, !now.is_active);
    }
    content_.show(section(), now.is_active, page(), node());
  }

 private:
  LazyContent content_;
};

class TabsMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    const auto& tabs = static_cast<const TabsState&>(state());
    if (tabs.label() != label_)
      page().patch().attribute(hole(tab_list), names::aria_label, label_ = tabs.label());
    const bool takes_focus = tabs.take_focus();
    std::vector<View> heads;
    std::vector<View> panels;
    for (const View& view : tabs.objects()) {
      const auto place = static_cast<int>(heads.size());
      const Section section = section_of(view, "Tab", heads.size());
      const bool is_active = place == tabs.active();
      const TabFacts facts{const_cast<TabsState*>(&tabs), str(element_id(node()), '-', place),
                           place, is_active, is_active && takes_focus};
      heads.emplace_back(make_ref<TabMount::Body>(section, facts));
      panels.emplace_back(make_ref<PanelMount::Body>(section, facts));
    }
    tabs_.show(heads, page(), hole(tab_list));
    panels_.show(panels, page(), hole(panel_list));
  }

  std::string label_;
  Children tabs_;
  Children panels_;
};

std::unique_ptr<ComponentMount> TabsState::make_mount(Page& page) {
  return std::make_unique<TabsMount>(page, Ref<ComponentState>(this));
}

}  // namespace

Tabs::Tabs(Options options) : Component(make_ref<TabsState>(std::move(options))) {}

}  // namespace coracle
