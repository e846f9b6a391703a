#pragma once

#include <algorithm>
#include <coracle/ui/mount.hpp>
#include <coracle/ui/view.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What Tabs and Accordion have in common: each of their views stands in an element of its own,
// which is empty until it is first looked at.

namespace coracle {

/// One of the views, with what it is called.
struct Section {
  /// As it stands in the list.
  View view;
  std::string title;
  /// What is shown below the title.
  View object;
};

/// The title and object of a `Titled`; of another view that view, called `word` and its number.
Section section_of(const View& view, std::string_view word, std::size_t index);

/// Where the view stands in the list now, which was at `place` when the page was last painted; -1
/// if it is gone.
inline int place_now(const std::vector<View>& views, const View& view, int place) {
  const auto last = static_cast<std::size_t>(place);
  if (last < views.size() && views[last] == view) return place;
  const auto found = std::ranges::find(views, view);
  return found == views.end() ? -1 : static_cast<int>(found - views.begin());
}

/// A section as a child of a list: it has the place of its view, so that `Children` keeps the nodes
/// of those whose views stay, and shows the others in place. `Facts` says how it is to look now;
/// `M` is a `SectionMount`.
template <class M, class Facts>
class SectionBody final : public ViewBody {
 public:
  SectionBody(Section section, Facts facts)
      : ViewBody(section.view ? &section.view.body()->place() : &own_place_),
        section(std::move(section)),
        facts(std::move(facts)) {}

  std::unique_ptr<Mount> mount(Page& page) override {
    return std::make_unique<M>(page, Ref<SectionBody>(this));
  }

  const Section section;
  const Facts facts;

 private:
  std::uint32_t own_place_ = no_place;
};

/// Where a section stands in the page. `M` derives from this; its `paint(former)` brings the page
/// up to date with `section()` and `facts()`, where `former` is what it showed before, null at
/// first.
template <class M, class Facts>
class SectionMount : public Mount {
 public:
  using Body = SectionBody<M, Facts>;

  SectionMount(Page& page, const Template& shape, Ref<Body> body)
      : Mount(page, shape), body_(std::move(body)) {}

  const ViewBody* body() const final { return body_.get(); }
  bool show(const Ref<ViewBody>& next) final {
    const Ref<Body> former = std::exchange(body_, Ref<Body>(static_cast<Body*>(next.get())));
    static_cast<M*>(this)->paint(former.get());
    return true;
  }

 protected:
  const Section& section() const { return body_->section; }
  const Facts& facts() const { return body_->facts; }
  /// Keeps both while something is called that may show another section here.
  Ref<Body> keep() const { return body_; }

 private:
  Ref<Body> body_;
};

/// What stands in a section, made when that is first looked at.
class LazyContent {
 public:
  void show(const Section& section, bool is_looked_at, Page& page, NodeId parent) {
    if (!is_looked_at && !content_) return;
    // Another view that took the place of this one waits until it is looked at.
    const bool is_same = content_ && content_->body() == section.object.body().get();
    if (is_same) return;
    reconcile(content_, is_looked_at ? section.object : View(), page, parent);
  }

 private:
  std::unique_ptr<Mount> content_;
};

}  // namespace coracle
