#include <coracle/ui/patch.hpp>

#include <bit>
#include <coracle/ui/utf8.hpp>
#include <utility>

namespace coracle {

namespace {

std::uint32_t next_name = 1;
std::uint32_t next_template = 1;

// Names and templates are numbered in the order of their first use.
std::uint32_t number_once(std::uint32_t& id, std::uint32_t& next) {
  if (id == 0) id = next++;
  return id;
}

// True the first time it is asked about `id`.
bool first_use(std::vector<std::uint32_t>& defined, std::uint32_t id) {
  while (defined.size() <= id) defined.push_back(0);
  return std::exchange(defined[id], 1) == 0;
}

}  // namespace

std::uint32_t Name::id() const { return number_once(id_, next_name); }
std::uint32_t Template::id() const { return number_once(id_, next_template); }

PatchWriter::PatchWriter() = default;

void PatchWriter::number(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  word(static_cast<std::uint32_t>(bits));
  word(static_cast<std::uint32_t>(bits >> 32));
}

void PatchWriter::string(std::string_view value) { word(append_utf8(text_, value)); }

std::uint32_t PatchWriter::use(const Name& name) {
  const std::uint32_t id = name.id();
  if (first_use(defined_names_, id)) {
    op(Op::define_name, id);
    string(name.text());
  }
  return id;
}

void PatchWriter::instance(const Template& shape, NodeId first) {
  const std::uint32_t id = shape.id();
  if (first_use(defined_templates_, id)) {
    op(Op::define_template, id);
    word(shape.hole_count());
    string(shape.html());
  }
  op(Op::instance, id);
  word(first);
}

void PatchWriter::text(NodeId node, std::string_view value) {
  op(Op::text, node);
  string(value);
}

void PatchWriter::text(NodeId node, std::int32_t value) {
  op(Op::text_i32, node);
  word(static_cast<std::uint32_t>(value));
}

void PatchWriter::text(NodeId node, double value) {
  op(Op::text_f64, node);
  number(value);
}

void PatchWriter::attribute(NodeId node, const Name& name, std::string_view value) {
  const std::uint32_t id = use(name);
  op(Op::attribute, node);
  word(id);
  string(value);
}

void PatchWriter::remove_attribute(NodeId node, const Name& name) {
  const std::uint32_t id = use(name);
  op(Op::remove_attribute, node);
  word(id);
}

void PatchWriter::property(NodeId node, const Name& name, bool value) {
  const std::uint32_t id = use(name);
  op(Op::property_bool, node);
  word(id);
  word(value ? 1 : 0);
}

void PatchWriter::property(NodeId node, const Name& name, std::int32_t value) {
  const std::uint32_t id = use(name);
  op(Op::property_i32, node);
  word(id);
  word(static_cast<std::uint32_t>(value));
}

void PatchWriter::property(NodeId node, const Name& name, double value) {
  const std::uint32_t id = use(name);
  op(Op::property_f64, node);
  word(id);
  number(value);
}

void PatchWriter::property(NodeId node, const Name& name, std::string_view value) {
  const std::uint32_t id = use(name);
  op(Op::property_string, node);
  word(id);
  string(value);
}

void PatchWriter::css_class(NodeId node, const Name& name, bool on) {
  const std::uint32_t id = use(name);
  op(on ? Op::class_on : Op::class_off, node);
  word(id);
}

void PatchWriter::style(NodeId node, const Name& name, std::string_view value) {
  const std::uint32_t id = use(name);
  op(Op::style, node);
  word(id);
  string(value);
}

void PatchWriter::place(NodeId parent, NodeId node, NodeId before) {
  op(Op::place, parent);
  word(node);
  word(before);
}

void PatchWriter::move(NodeId parent, NodeId node, NodeId before) {
  op(Op::move, parent);
  word(node);
  word(before);
}

void PatchWriter::remove(NodeId node) { op(Op::remove, node); }
void PatchWriter::clear(NodeId parent) { op(Op::clear, parent); }
void PatchWriter::focus(NodeId node) { op(Op::focus, node); }
void PatchWriter::listen(EventKind kind) { op(Op::listen, static_cast<std::uint32_t>(kind)); }

void PatchWriter::free(std::span<const NodeRun> nodes) {
  op(Op::free, static_cast<std::uint32_t>(nodes.size()));
  for (const NodeRun& run : nodes) {
    word(run.first);
    word(run.count);
  }
}

void PatchWriter::object_url(NodeId node, const Name& property, const Name& media_type,
                             const Bytes& bytes) {
  const std::uint32_t property_id = use(property);
  const std::uint32_t media_type_id = use(media_type);
  op(Op::object_url, node);
  word(property_id);
  word(media_type_id);
  bytes_of(bytes);
}

void PatchWriter::module(NodeId node, ModulePart part, std::string_view json,
                         std::span<const Bytes> bytes) {
  op(Op::module, node);
  word(static_cast<std::uint32_t>(part));
  string(json);
  word(static_cast<std::uint32_t>(bytes.size()));
  for (const Bytes& block : bytes) bytes_of(block);
}

void PatchWriter::bytes_of(const Bytes& bytes) {
  // A pointer is one word where patches cross a border; natively a test page takes the bytes
  // from `kept_` in order.
  word(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(bytes.data())));
  word(static_cast<std::uint32_t>(bytes.size()));
  kept_.push_back(bytes);
}

Patch PatchWriter::finish() {
  op(Op::end, 0);
  words_.swap(finished_words_);
  text_.swap(finished_text_);
  kept_.swap(finished_kept_);
  return {finished_words_, finished_text_};
}

void PatchWriter::release() {
  finished_words_.clear();
  finished_text_.clear();
  finished_kept_.clear();
}

}  // namespace coracle
