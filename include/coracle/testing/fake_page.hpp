#pragma once

#include <coracle/testing/document.hpp>
#include <coracle/testing/fake_files.hpp>
#include <coracle/testing/fake_module.hpp>
#include <coracle/ui/host.hpp>
#include <coracle/ui/page.hpp>
#include <map>
#include <memory>
#include <set>
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
/// Images made of bytes have loaded as soon as the loop runs on, unless a test tells that itself,
/// by `dispatch`, or has set `loads_images` to false.
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

  /// What a person does, with the events that browsers fire for it, in their order. `what` may also
  /// be the label of a control. Each returns whether there was such an element, it was not disabled
  /// and somebody listens.
  bool click(std::string_view what);
  /// Drags a slider, and lets go of it.
  bool drag(std::string_view what, double number);
  bool release(std::string_view what, double number);
  /// Types at the end of a field, key by key; "\b" deletes.
  bool type(std::string_view what, std::string_view text);
  /// Inserts text at the end of a field, at once.
  bool paste(std::string_view what, std::string_view text);
  /// The same by an input method, which shows each step of the text before it is there.
  bool compose(std::string_view what, const std::vector<std::string>& steps);
  /// Presses a key and lets go of it; "Enter" in a field makes what was typed its value.
  bool press(std::string_view what, std::string_view key);
  /// Holds an arrow key in a slider, which moves to each of the numbers.
  bool hold_key(std::string_view what, const std::vector<double>& numbers);
  bool release_key(std::string_view what);
  /// Leaves a field or a slider for another element.
  bool leave(std::string_view what);
  /// Chooses these files in the place of those that were chosen.
  bool choose_files(std::string_view what, std::vector<FakeFile> files);
  /// Chooses the option of that place.
  bool choose(std::string_view what, int index);

  bool dispatch(Node* node, EventKind kind, double number = 0, std::string_view text = {},
                std::uint32_t flags = 0);

  /// The ES module that `what` shows, or null: what it was told.
  FakeModule* module(std::string_view what = ".coracle-module");
  FakeModule* module_at(NodeId node);
  /// What a module does: `model.set` of these values and `save_changes`; `model.send`; it fails.
  /// Each returns whether there is such a module.
  bool save(std::string_view what, JsonValue values);
  bool send(std::string_view what, JsonValue message);
  bool fail(std::string_view what, std::string_view reason);

  /// What the program has given the focus last, if it is there still.
  Node* focused() const;
  std::size_t created_elements() const { return created_elements_; }
  std::size_t live_nodes() const { return nodes_.size(); }
  std::size_t commits() const { return commits_; }
  std::size_t operations() const { return operations_; }
  /// How many bytes the patches had.
  std::size_t patch_bytes() const { return patch_bytes_; }
  const std::vector<std::string>& faults() const { return faults_; }

  bool loads_images = true;

 private:
  class Decoder;

  struct Loading : ReadyNode {
    explicit Loading(FakePage& page);
    FakePage& page;
    std::vector<NodeId> images;
  };

  Node* node(NodeId id);
  Node* control(std::string_view what) const;
  bool fold(Node* details);
  bool edit(Node* field, std::string value, std::uint32_t flags = 0);
  bool settle_edit(Node* field);
  std::unique_ptr<Node> detach(Node& node);
  void place(NodeId parent, NodeId child, NodeId before, bool must_be_there);
  bool tell_module(NodeId node, ModulePart part, const JsonValue& content);
  bool say_as_module(std::string_view what, std::string_view member, JsonValue content);

  Page* page_ = nullptr;
  std::unique_ptr<Node> body_;
  std::map<NodeId, Node*> nodes_;
  std::map<NodeId, std::unique_ptr<Node>> detached_;
  std::map<std::uint32_t, std::unique_ptr<Node>> templates_;
  std::map<std::uint32_t, std::string> names_;
  std::map<NodeId, FakeModule> modules_;
  Loading loading_{*this};
  std::set<NodeId> edited_;  // fields with text that no `change` has told of
  std::uint32_t listening_ = 0;
  NodeId focused_ = 0;
  std::size_t created_elements_ = 0;
  std::size_t commits_ = 0;
  std::size_t operations_ = 0;
  std::size_t patch_bytes_ = 0;
  std::vector<std::string> faults_;
};

}  // namespace coracle::testing
