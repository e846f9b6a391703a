#pragma once

#include <coracle/flow/parameter.hpp>
#include <coracle/ui/patch.hpp>
#include <string_view>

namespace coracle {

class ViewBody;

/// Writes into the holes of one component's template what has changed since it was last painted.
///
///     void paint(Painter& painter) const override {
///       if (painter.changed(label)) painter.text(1, label());
///       if (painter.changed(disabled)) painter.property(0, names::disabled, disabled());
///     }
///
/// Hole 0 is the root of the template.
class Painter {
 public:
  /// Everything counts as changed: the first painting.
  Painter(PatchWriter& patch, NodeId first) : patch_(patch), first_(first), all_(true) {}
  /// What differs from `shown`, which was painted at `painted_at`. Where `now` is `shown` that
  /// is what was set since; else another component takes its place, and values are compared. Null:
  /// nothing was.
  Painter(PatchWriter& patch, NodeId first, const ViewBody& now, const ViewBody* shown,
          ChangeStamp painted_at)
      : patch_(patch),
        first_(first),
        all_(!shown),
        now_(&now),
        shown_(shown),
        painted_at_(painted_at) {}

  /// Whether one of these parameters has another value than the page. Records all of them as
  /// read, so that the component is painted again when one changes.
  template <class... Values>
  bool changed(const Parameter<Values>&... parameters) const {
    return (static_cast<int>(differs(parameters)) | ...) != 0;
  }
  /// Whether this is the first painting.
  bool first() const { return all_; }

  template <class Value>
  void text(std::uint32_t hole, const Value& value) {
    patch_.text(first_ + hole, value);
  }
  template <class Value>
  void property(std::uint32_t hole, const Name& name, const Value& value) {
    patch_.property(first_ + hole, name, value);
  }
  void attribute(std::uint32_t hole, const Name& name, std::string_view value) {
    patch_.attribute(first_ + hole, name, value);
  }
  /// Sets the attribute, or removes it where the value is empty.
  void optional_attribute(std::uint32_t hole, const Name& name, std::string_view value);
  void remove_attribute(std::uint32_t hole, const Name& name) {
    patch_.remove_attribute(first_ + hole, name);
  }
  void css_class(std::uint32_t hole, const Name& name, bool on) {
    patch_.css_class(first_ + hole, name, on);
  }
  void style(std::uint32_t hole, const Name& name, std::string_view value) {
    patch_.style(first_ + hole, name, value);
  }
  void object_url(std::uint32_t hole, const Name& property, const Name& media_type,
                  const Bytes& bytes) {
    patch_.object_url(first_ + hole, property, media_type, bytes);
  }

 private:
  template <class Value>
  bool differs(const Parameter<Value>& parameter) const {
    const Value& value = parameter();
    if (all_) return true;
    if (now_ == shown_) return parameter.changed_since(painted_at_);
    const auto& shown = static_cast<const Parameter<Value>&>(counterpart(parameter));
    return shown.changed_since(painted_at_) || !reactive::same_value(shown.peek(), value);
  }
  // The same parameter of the component that was shown: both are of one type.
  const ParameterBase& counterpart(const ParameterBase& parameter) const;

  PatchWriter& patch_;
  NodeId first_;
  bool all_ = false;
  const ViewBody* now_ = nullptr;
  const ViewBody* shown_ = nullptr;
  ChangeStamp painted_at_ = 0;
};

}  // namespace coracle
