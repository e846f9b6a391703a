#pragma once

#include <coracle/testing/document.hpp>
#include <coracle/ui/host.hpp>
#include <coracle/ui/page.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coracle::testing {

/// A page without a browser: applies real patches to a tree that tests read as text and click.
///
///     FakePage page;
///     Page core(page, loop);
///     page.connect(core);
///     …
///     page.click("Save");
///     CHECK(page.text() == "Saved");
///
/// It trusts nothing: a patch that no browser could apply, or that uses a node that is not
/// there, is recorded in `faults()`, which a test expects to be empty.
class FakePage final : public Host {
 public:
  FakePage();
  ~FakePage();

  /// Where events go.
  void connect(Page& page) { page_ = &page; }
  /// Gives a root its element.
  void adopt(NodeId root);

  void commit(const Patch& patch) override;

  /// What a person would read, top to bottom.
  std::string text() const;
  std::string markup() const;

  /// The first element, in document order, that is `what`: a class (".coracle-slider"), a tag
  /// ("button"), or else a text: the innermost element whose whole text that is. Null: none.
  Node* find(std::string_view what) const;
  std::vector<Node*> find_all(std::string_view what) const;

  /// Each returns whether there was such an element, it was not disabled and somebody listens.
  bool click(std::string_view what);
  /// A person drags a slider or types into a field: `input` for each step, `change` at the end.
  bool drag(std::string_view what, double number);
  bool release(std::string_view what, double number);
  bool dispatch(Node* node, EventKind kind, double number = 0, std::string_view text = {});

  std::size_t created_elements() const { return created_elements_; }
  std::size_t live_nodes() const { return nodes_.size(); }
  std::size_t commits() const { return commits_; }
  std::size_t operations() const { return operations_; }
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  class Decoder;

  Node* node(NodeId id);
  std::unique_ptr<Node> detach(Node& node);
  void place(NodeId parent, NodeId child, NodeId before, bool must_be_there);

  Page* page_ = nullptr;
  std::unique_ptr<Node> body_;
  std::map<NodeId, Node*> nodes_;
  std::map<NodeId, std::unique_ptr<Node>> detached_;
  std::map<std::uint32_t, std::unique_ptr<Node>> templates_;
  std::map<std::uint32_t, std::string> names_;
  std::uint32_t listening_ = 0;
  std::size_t created_elements_ = 0;
  std::size_t commits_ = 0;
  std::size_t operations_ = 0;
  std::vector<std::string> faults_;
};

}  // namespace coracle::testing
