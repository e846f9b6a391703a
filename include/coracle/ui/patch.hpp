#pragma once

#include <coracle/base/bytes.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coracle {

/// A node of the page. The core chooses the numbers, densely, so that no operation has to
/// return one; 0 is no node.
using NodeId = std::uint32_t;

/// The operations of a patch: the low 8 bits of a word, with an immediate in the upper 24.
///
/// The numbers are defined here and nowhere else: the TypeScript decoder's constants are
/// generated from this enumeration. The comment behind each names its immediate and then the
/// operand words that follow; a string operand is one word, its length in UTF-16 units, and
/// its text is the next so many units of the patch's text block.
enum class Op : std::uint8_t {
  end = 0,               // - | always the last word
  define_template = 1,   // template | hole count, string html
  define_name = 2,       // name | string
  instance = 3,          // template | first node: the root, then each hole in document order
  text = 4,              // node | string
  text_i32 = 5,          // node | value
  text_f64 = 6,          // node | low, high
  attribute = 7,         // node | name, string
  remove_attribute = 8,  // node | name
  property_bool = 9,     // node | name, 0 or 1
  property_i32 = 10,     // node | name, value
  property_f64 = 11,     // node | name, low, high
  property_string = 12,  // node | name, string: left alone when equal, so the caret stays
  class_on = 13,         // node | name
  class_off = 14,        // node | name
  style = 15,            // node | name, string
  place = 16,            // parent | node, before (0: at the end)
  move = 17,             // parent | node, before: the node is there already
  remove = 18,           // node | - : taken off its parent, its number stays valid
  clear = 19,            // parent | -
  listen = 20,           // event kind | - : one delegated listener on every root
  free = 21,             // count | that many runs, each a first node and how many, for new use
  object_url = 22,       // node | property name, media type name, pointer, byte length
  focus = 23,            // node | -
  module = 24,           // node | part, string json, count, then pointer and byte length of each
};

/// The events of the page that a component can hear. Numbered here only, like `Op`.
enum class EventKind : std::uint8_t {
  click = 1,
  input = 2,
  change = 3,
  keydown = 4,
  keyup = 5,
  pointerdown = 6,
  pointerup = 7,
  focusin = 8,
  focusout = 9,
  load = 10,
  error = 11,
  toggle = 12,
  submit = 13,
  scroll = 14,
  compositionend = 15,
  message = 16,  // of a module: its text is JSON; no event of the DOM
};

/// What an operation `module` tells.
enum class ModulePart : std::uint8_t {
  show = 0,     // "model": its number, "url", "state": all its values
  update = 1,   // "state": the values that have changed
  message = 2,  // "content"
};

/// Bits of `PageEvent::flags`.
enum EventFlag : std::uint32_t {
  event_shift = 1,
  event_control = 2,
  event_alt = 4,
  event_meta = 8,
  event_repeat = 16,
  event_composing = 32,
  /// Of a key that the element has to itself: text runs from right to left there.
  event_right_to_left = 64,
};

/// Something a person did, as the host reports it.
struct PageEvent {
  NodeId node = 0;
  EventKind kind = EventKind::click;
  /// Of a checkbox, and of `<details>`, 0 or 1, of a range or number input its value, of a select
  /// the place of its option, of what scrolls, and has the class "coracle-scroller", how far it is
  /// scrolled down, of 1; else not a number.
  double number = 0;
  std::uint32_t flags = 0;
  /// Of a key its name, else the value of the control. Valid during the call only.
  std::string_view text;
};

/// One commit as the host receives it. Everything it points to lives until `Host::commit`
/// returns.
struct Patch {
  std::span<const std::uint32_t> words;
  std::string_view text;
};

/// A name used in patches: of an attribute, a property, a class, a style or a media type.
///
/// Define it once, with static storage; its text goes to the page the first time it is used
/// there and is a number from then on.
///
///     constinit const Name disabled("disabled");
class Name {
 public:
  constexpr explicit Name(std::string_view text) : text_(text) {}
  Name(const Name&) = delete;
  Name& operator=(const Name&) = delete;

  std::string_view text() const { return text_; }
  /// This name's number in patches: dense, from 1, the same in every page of the program.
  std::uint32_t id() const;

 private:
  std::string_view text_;
  mutable std::uint32_t id_ = 0;
};

/// A piece of HTML that the page parses once and clones for each instance.
///
/// It has one root. Its holes are the elements with an attribute `hole` and the text nodes
/// that are one space; they are numbered from 1 in document order, the root is 0.
///
///     constinit const Template button_template(
///         R"(<button type="button" class="coracle-button"> </button>)");  // hole 1: its text
///
/// The text is markup written by the component's author and never holds data.
class Template {
 public:
  consteval explicit Template(std::string_view html) : html_(html), holes_(count_holes(html)) {}
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;

  std::string_view html() const { return html_; }
  std::uint32_t hole_count() const { return holes_; }
  std::uint32_t id() const;

 private:
  static consteval std::uint32_t count_holes(std::string_view html) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i + 2 < html.size(); ++i) {
      if (html.substr(i, 3) == "> <") ++count;
      if (html.substr(i, 5) == " hole" && i + 5 < html.size() &&
          (html[i + 5] == '>' || html[i + 5] == ' ' || html[i + 5] == '/')) {
        ++count;
      }
    }
    return count;
  }

  std::string_view html_;
  std::uint32_t holes_;
  mutable std::uint32_t id_ = 0;
};

/// Nodes of consecutive numbers.
struct NodeRun {
  NodeId first;
  std::uint32_t count;
};

/// Writes a commit: the words and the text of one patch, in buffers that are used again. While the
/// host reads one patch the next may be written.
///
/// Strings are UTF-8; what is not valid UTF-8 reaches the page as U+FFFD. Numbers are sent
/// raw and formatted by the page. A node passed here must have been made by `instance` or be
/// a root, and must not have been freed.
class PatchWriter {
 public:
  PatchWriter();
  PatchWriter(const PatchWriter&) = delete;
  PatchWriter& operator=(const PatchWriter&) = delete;

  /// Clones `shape`: its root becomes `first`, its holes the numbers after it.
  void instance(const Template& shape, NodeId first);

  void text(NodeId node, std::string_view value);
  void text(NodeId node, std::int32_t value);
  void text(NodeId node, double value);
  void attribute(NodeId node, const Name& name, std::string_view value);
  void remove_attribute(NodeId node, const Name& name);
  void property(NodeId node, const Name& name, bool value);
  void property(NodeId node, const Name& name, std::int32_t value);
  void property(NodeId node, const Name& name, double value);
  void property(NodeId node, const Name& name, std::string_view value);
  void property(NodeId node, const Name& name, const char* value) {
    property(node, name, std::string_view(value));
  }
  void css_class(NodeId node, const Name& name, bool on);
  void style(NodeId node, const Name& name, std::string_view value);

  /// Puts `node` into `parent` before the child `before`, or last when that is 0.
  void place(NodeId parent, NodeId node, NodeId before);
  /// The same for a node that is in `parent` already; the page keeps its focus and state.
  void move(NodeId parent, NodeId node, NodeId before);
  void remove(NodeId node);
  void clear(NodeId parent);
  void focus(NodeId node);

  void listen(EventKind kind);
  void free(std::span<const NodeRun> nodes);

  /// Gives `node` the bytes as an object URL in `property`. The bytes are kept until the
  /// commit is over; the page revokes the URL that it replaces once another address in its place
  /// has loaded. Without bytes it is revoked at once.
  void object_url(NodeId node, const Name& property, const Name& media_type, const Bytes& bytes);

  bool empty() const { return words_.empty(); }
  /// For the ES module at the node; {"$bytes":0} in the JSON stands for the first of the bytes.
  void module(NodeId node, ModulePart part, std::string_view json, std::span<const Bytes> bytes);

  /// Ends the patch and begins the next one. What it returns is valid until `release`.
  Patch finish();
  void release();

 private:
  void word(std::uint32_t value) { words_.push_back(value); }
  void op(Op code, std::uint32_t immediate) {
    words_.push_back(static_cast<std::uint32_t>(code) | immediate << 8);
  }
  void number(double value);
  void string(std::string_view value);
  void bytes_of(const Bytes& bytes);
  std::uint32_t use(const Name& name);

  std::vector<std::uint32_t> words_;
  std::string text_;
  std::vector<Bytes> kept_;
  // Of the patch that was finished.
  std::vector<std::uint32_t> finished_words_;
  std::string finished_text_;
  std::vector<Bytes> finished_kept_;
  // By number, 1 for what the page has been told.
  std::vector<std::uint32_t> defined_names_;
  std::vector<std::uint32_t> defined_templates_;
};

}  // namespace coracle
