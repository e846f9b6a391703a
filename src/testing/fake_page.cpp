#include <algorithm>
#include <bit>
#include <cmath>
#include <coracle/base/str.hpp>
#include <coracle/testing/fake_page.hpp>
#include <coracle/ui/form_reset.hpp>

namespace coracle::testing {

namespace {

std::size_t count_elements(const Node& node) {
  std::size_t count = node.is_text() ? 0 : 1;
  for (const auto& child : node.children) count += count_elements(*child);
  return count;
}

bool matches(const Node& node, std::string_view what) {
  if (node.is_text()) return false;
  if (what.starts_with('.')) return node.has_class(what.substr(1));
  return node.tag == what;
}

void collect(Node& node, std::string_view what, std::vector<Node*>& found) {
  if (matches(node, what)) found.push_back(&node);
  for (const auto& child : node.children) collect(*child, what, found);
}

void collect_by_text(Node& node, std::string_view text, std::vector<Node*>& found) {
  const std::size_t before = found.size();
  for (const auto& child : node.children) {
    if (!child->is_text()) collect_by_text(*child, text, found);
  }
  if (found.size() == before && node.visible_text() == text) found.push_back(&node);
}

}  // namespace

// Reads one patch; anything it cannot do becomes a fault and ends the patch.
class FakePage::Decoder {
 public:
  Decoder(FakePage& page, const Patch& patch)
      : page_(page), words_(patch.words), text_(patch.text) {}

  void run() {
    while (at_ < words_.size()) {
      const std::uint32_t word = words_[at_++];
      if (static_cast<Op>(word & 0xFF) == Op::end) {
        if (at_ != words_.size()) fault("words after the end");
        if (!text_.empty()) fault("text after the end");
        return;
      }
      ++page_.operations_;
      if (!apply(static_cast<Op>(word & 0xFF), word >> 8)) return;
    }
    fault("no end");
  }

 private:
  bool fault(std::string message) {
    page_.faults_.push_back(str("word ", at_, ": ", message));
    return false;
  }

  std::uint32_t word() { return at_ < words_.size() ? words_[at_++] : (fault("cut short"), 0); }
  double number() {
    const std::uint64_t low = word();
    return std::bit_cast<double>(low | static_cast<std::uint64_t>(word()) << 32);
  }

  // The next so many UTF-16 units.
  std::string string() {
    std::uint32_t units = word();
    std::size_t end = 0;
    while (units > 0 && end < text_.size()) {
      const auto lead = static_cast<unsigned char>(text_[end]);
      const std::uint32_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      end += bytes;
      units -= std::min(units, bytes == 4 ? 2U : 1U);
    }
    if (units > 0 || end > text_.size()) fault("text cut short");
    std::string taken(text_.substr(0, end));
    text_.remove_prefix(std::min(end, text_.size()));
    return taken;
  }

  const std::string& name() {
    const std::uint32_t id = word();
    if (!page_.names_.contains(id)) fault(str("name ", id, " is not defined"));
    return page_.names_[id];
  }

  Node* node(NodeId id) {
    Node* found = page_.node(id);
    if (!found) fault(str("node ", id, " is not there"));
    return found;
  }

  bool set(NodeId id, const std::string& name, std::string value) {
    Node* target = node(id);
    if (!target) return false;
    if (target->is_text()) return fault(str("a text has no ", name));
    // What a program writes into a field is no edit of a person's.
    const std::string* former = target->attribute(name);
    if (name == "value" && (!former || *former != value)) page_.edited_.erase(id);
    target->set_attribute(name, std::move(value));
    return true;
  }

  bool show_no_bytes(NodeId id, const std::string& name) {
    Node* target = node(id);
    if (!target) return false;
    const std::string* former = target->attribute(name);
    if (former && former->starts_with("blob:")) target->remove_attribute(name);
    return true;
  }

  bool set_text(NodeId id, std::string value) {
    Node* target = node(id);
    if (!target) return false;
    if (!target->is_text()) return fault(str("node ", id, " is no text"));
    target->text = std::move(value);
    return true;
  }

  bool instance(std::uint32_t shape, NodeId first) {
    const auto prototype = page_.templates_.find(shape);
    if (prototype == page_.templates_.end()) return fault("template is not defined");
    std::vector<Node*> nodes = {nullptr};
    auto copy = prototype->second->clone(nodes);
    nodes[0] = copy.get();
    page_.created_elements_ += count_elements(*copy);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const NodeId id = first + static_cast<NodeId>(i);
      if (page_.nodes_.contains(id)) return fault(str("node ", id, " is there already"));
      nodes[i]->id = id;
      page_.nodes_[id] = nodes[i];
    }
    page_.detached_[first] = std::move(copy);
    return true;
  }

  bool define_template(std::uint32_t id) {
    const std::uint32_t hole_count = word();
    auto prototype = parse_template(string());
    if (!prototype) return fault("template is not understood");
    std::vector<Node*> holes;
    prototype->clone(holes);
    if (holes.size() != hole_count)
      return fault(str("template has ", holes.size(), " holes, not ", hole_count));
    page_.templates_[id] = std::move(prototype);
    return true;
  }

  bool free_nodes(std::uint32_t runs) {
    std::vector<NodeId> freed;
    for (; runs > 0; --runs) {
      const NodeId first = word();
      for (std::uint32_t count = word(), i = 0; i < count; ++i) freed.push_back(first + i);
    }
    for (const NodeId id : freed) {
      Node* target = page_.node(id);
      if (!target) return fault(str("node ", id, " is not there to be freed"));
      target->id = 0;
      page_.nodes_.erase(id);
      page_.edited_.erase(id);
      page_.modules_.erase(id);
    }
    // Trees go last: a node that is freed may stand inside another.
    for (const NodeId id : freed) page_.detached_.erase(id);
    return true;
  }

  bool module(NodeId id) {
    const auto part = static_cast<ModulePart>(word());
    const std::string json = string();
    std::vector<Bytes> bytes;
    for (std::uint32_t count = word(); count > 0; --count) {
      word();
      bytes.push_back(Bytes::filled(word(), [](std::span<std::uint8_t> block) {
        std::ranges::fill(block, std::uint8_t(0));
      }));
    }
    const Result<JsonValue> content = JsonValue::parse(json, bytes);
    if (!node(id)) return false;
    return (content && page_.tell_module(id, part, *content)) || fault("a module cannot be told");
  }

  bool apply(Op op, std::uint32_t immediate) {
    switch (op) {
      case Op::define_template: return define_template(immediate);
      case Op::define_name: page_.names_[immediate] = string(); return true;
      case Op::instance: return instance(immediate, word());
      case Op::text: return set_text(immediate, string());
      case Op::text_i32: return set_text(immediate, str(static_cast<std::int32_t>(word())));
      case Op::text_f64: return set_text(immediate, str(number()));
      case Op::attribute:
      case Op::property_string:
      case Op::style: {
        const std::string& key = name();
        return set(immediate, key, string());
      }
      case Op::remove_attribute: {
        Node* target = node(immediate);
        if (target) target->remove_attribute(name());
        return target != nullptr;
      }
      case Op::property_bool: {
        const std::string& key = name();
        return set(immediate, key, word() != 0 ? "true" : "false");
      }
      case Op::property_i32: {
        const std::string& key = name();
        return set(immediate, key, str(static_cast<std::int32_t>(word())));
      }
      case Op::property_f64: {
        const std::string& key = name();
        const double value = number();
        // Properties of elements that are numbers throw.
        if (!std::isfinite(value)) return fault(str(key, " cannot be ", value));
        return set(immediate, key, str(value));
      }
      case Op::class_on:
      case Op::class_off: {
        Node* target = node(immediate);
        if (target) target->set_class(name(), op == Op::class_on);
        return target != nullptr;
      }
      case Op::place:
      case Op::move: {
        const NodeId child = word();
        const NodeId before = word();
        page_.place(immediate, child, before, op == Op::move);
        return page_.faults_.empty();
      }
      case Op::remove: {
        Node* target = node(immediate);
        if (!target || !target->parent) return fault("what is removed has no parent");
        page_.detached_[immediate] = page_.detach(*target);
        return true;
      }
      case Op::clear: {
        Node* target = node(immediate);
        if (!target) return false;
        while (!target->children.empty()) {
          Node& child = *target->children.back();
          auto owned = page_.detach(child);
          if (child.id != 0) page_.detached_[child.id] = std::move(owned);
        }
        return true;
      }
      case Op::listen: page_.listening_ |= 1U << immediate; return true;
      case Op::free: return free_nodes(immediate);
      case Op::object_url: {
        const std::string& key = name();
        const std::string& media_type = name();
        word();
        const std::uint32_t size = word();
        if (size == 0) return show_no_bytes(immediate, key);
        page_.loading_.images.push_back(immediate);
        return set(immediate, key, str("blob:", media_type, ",", size));
      }
      case Op::module: return module(immediate);
      case Op::focus: page_.focused_ = immediate; return node(immediate) != nullptr;
      case Op::end: break;
    }
    return fault(str("operation ", static_cast<int>(op), " is not known"));
  }

  FakePage& page_;
  std::span<const std::uint32_t> words_;
  std::string_view text_;
  std::size_t at_ = 0;
};

FakePage::FakePage() : body_(std::make_unique<Node>()) { body_->tag = "body"; }
FakePage::~FakePage() = default;

void FakePage::adopt(NodeId root) {
  auto element = std::make_unique<Node>();
  element->tag = "main";
  element->id = root;
  element->parent = body_.get();
  nodes_[root] = element.get();
  body_->children.push_back(std::move(element));
}

void FakePage::commit(const Patch& patch) {
  ++commits_;
  patch_bytes_ += patch.words.size_bytes() + patch.text.size();
  Decoder(*this, patch).run();
  if (loads_images && !loading_.images.empty() && !loading_.is_ready()) Loop::post(loading_);
}

FakePage::Loading::Loading(FakePage& page)
    : ReadyNode([](ReadyNode& node) {
        auto& loading = static_cast<Loading&>(node);
        const std::vector<NodeId> images = std::exchange(loading.images, {});
        for (const NodeId image : images) {
          loading.page.dispatch(loading.page.node(image), EventKind::load);
        }
      }),
      page(page) {}

Node* FakePage::focused() const {
  const auto found = nodes_.find(focused_);
  return found == nodes_.end() ? nullptr : found->second;
}

Node* FakePage::node(NodeId id) {
  const auto found = nodes_.find(id);
  return found == nodes_.end() ? nullptr : found->second;
}

std::unique_ptr<Node> FakePage::detach(Node& node) {
  auto& siblings = node.parent->children;
  const auto place = std::ranges::find(siblings, &node, &std::unique_ptr<Node>::get);
  auto owned = std::move(*place);
  siblings.erase(place);
  owned->parent = nullptr;
  return owned;
}

void FakePage::place(NodeId parent_id, NodeId child_id, NodeId before_id, bool must_be_there) {
  Node* parent = node(parent_id);
  Node* child = node(child_id);
  Node* before = before_id == 0 ? nullptr : node(before_id);
  const auto holds = [](const Node* outer, const Node* node) {
    while (node && node != outer) node = node->parent;
    return node != nullptr;
  };
  if (!parent || !child || holds(child, parent) ||
      (before_id != 0 && (!before || before->parent != parent))) {
    faults_.push_back(str("cannot place ", child_id, " in ", parent_id, " before ", before_id));
    return;
  }
  if (must_be_there && child->parent != parent) {
    faults_.push_back(str("node ", child_id, " is moved but is not in ", parent_id));
    return;
  }
  std::unique_ptr<Node> owned;
  if (child->parent) {
    owned = detach(*child);
  } else {
    owned = std::move(detached_[child_id]);
    detached_.erase(child_id);
  }
  owned->parent = parent;
  auto& siblings = parent->children;
  const auto at = std::ranges::find(siblings, before, &std::unique_ptr<Node>::get);
  siblings.insert(at, std::move(owned));
}

std::string FakePage::text() const { return body_->visible_text(); }

std::string FakePage::markup() const {
  std::string out;
  for (const auto& root : body_->children) {
    for (const auto& child : root->children) out += child->markup();
  }
  return out;
}

Node* FakePage::find(std::string_view what) const {
  const std::vector<Node*> found = find_all(what);
  return found.empty() ? nullptr : found.front();
}

std::vector<Node*> FakePage::find_all(std::string_view what) const {
  std::vector<Node*> found;
  collect(*body_, what, found);
  if (found.empty()) {
    for (const auto& root : body_->children) {
      for (const auto& child : root->children) {
        if (!child->is_text()) collect_by_text(*child, what, found);
      }
    }
  }
  return found;
}

}  // namespace coracle::testing

// The fake page has no forms.
void coracle::hear_form_resets() {}
