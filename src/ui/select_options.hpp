#pragma once

#include <algorithm>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// The options of a Select as the page has them.

namespace coracle::select {

using Labels = std::vector<std::string>;

inline constinit const Template option_shape("<option> </option>");
inline constinit const Name default_selected("defaultSelected");
inline constinit const Template group_shape("<optgroup></optgroup>");

/// An `<option>`, or the `<optgroup>` that some of them stand in.
class Element final : public Mount {
 public:
  using Mount::Mount;

  void show_option(const std::string& label, bool is_disabled) {
    if (label != label_) page().patch().text(hole(1), label_ = label);
    if (is_disabled == is_disabled_) return;
    is_disabled_ = is_disabled;
    page().patch().property(node(), names::disabled, is_disabled);
  }
  void show_group(const std::string& label) {
    page().patch().property(node(), names::label, label);
  }

  void mark_default() { page().patch().property(node(), default_selected, true); }

  const ViewBody* body() const override { return nullptr; }
  bool show(const Ref<ViewBody>&) override { return false; }

 private:
  std::string label_ = " ";  // as the template has it
  bool is_disabled_ = false;
};

class Options {
 public:
  Options(Page& page, NodeId control) : page_(page), control_(control) {}

  /// Options that stay keep their elements, as long as the groups are the same.
  void show(const Labels& labels, const Labels& groups, const Labels& disabled) {
    Labels grouping = groups;
    grouping.resize(labels.size());
    if (std::ranges::all_of(grouping, &std::string::empty)) grouping.clear();
    if (grouping != grouping_) {
      page_.patch().clear(control_);
      options_.clear();
      groups_.clear();
      grouping_ = std::move(grouping);
    }
    for (; options_.size() > labels.size(); options_.pop_back()) {
      page_.patch().remove(options_.back()->node());
    }
    NodeId parent = control_;
    while (options_.size() < labels.size()) {
      if (!grouping_.empty()) parent = group_at(options_.size());
      options_.push_back(std::make_unique<Element>(page_, option_shape));
      page_.patch().place(parent, options_.back()->node(), 0);
      if (static_cast<int>(options_.size()) - 1 == default_) options_.back()->mark_default();
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const bool is_disabled = std::ranges::find(disabled, labels[i]) != disabled.end();
      options_[i]->show_option(labels[i], is_disabled);
    }
  }

  /// The option of that place is what a reset of the form chooses, also when it was made anew. To
  /// be called before any is shown.
  void begin_with(int place) { default_ = place; }

 private:
  // Where the option of that place is put; those before it have been.
  NodeId group_at(std::size_t place) {
    const std::string& name = grouping_[place];
    if (name.empty()) return control_;
    if (place == 0 || grouping_[place - 1] != name) {
      groups_.push_back(std::make_unique<Element>(page_, group_shape));
      groups_.back()->show_group(name);
      page_.patch().place(control_, groups_.back()->node(), 0);
    }
    return groups_.back()->node();
  }

  Page& page_;
  NodeId control_;
  int default_ = -1;
  Labels grouping_;  // one for each option, or none at all
  std::vector<std::unique_ptr<Element>> options_;
  std::vector<std::unique_ptr<Element>> groups_;
};

}  // namespace coracle::select
