#pragma once

#include <coracle/async/loop.hpp>
#include <coracle/ui/host.hpp>
#include <coracle/ui/mount.hpp>
#include <coracle/ui/node_table.hpp>
#include <coracle/ui/patch.hpp>
#include <coracle/ui/view.hpp>
#include <memory>
#include <string_view>

namespace coracle {

/// What one program shows, in any number of roots: places that the embedding page has given it.
///
/// Changes are gathered and committed to the host once a frame, however many there were.
///
/// What mounts call may do anything, open and close roots included; what is shown in a root that is
/// closed by code that a mount has called is destroyed when no mount is on the stack any more.
class Page : private FrameHook {
 public:
  Page(Host& host, Loop& loop);
  ~Page();

  /// Makes a root. The host must know the element of this number before the next commit.
  NodeId open_root();
  /// Shows `view` in the root, in place of what was there.
  void show(NodeId root, const View& view);
  /// Shows an error at the end of the root, where it stays until it is dismissed.
  void show_error(NodeId root, const Error& error);
  /// Removes what the root shows and forgets it; commits at once.
  void close_root(NodeId root);

  /// Hands an event on to the component at its node; one for a node that is gone is dropped.
  void dispatch(const PageEvent& event);

  /// Commits what has changed, now. The loop does so before each frame.
  void commit();

  std::uint32_t live_nodes() const { return nodes_.live(); }
  std::uint32_t listener_count() const { return static_cast<std::uint32_t>(listening_.count()); }

  /// For mounts: the patch being written. Asking for it asks for a commit.
  PatchWriter& patch();
  NodeTable& nodes() { return nodes_; }
  /// Has the mount painted before the next commit; once a commit, so that a mount which makes
  /// itself stale costs one paint a frame and not for ever. If it was a run holding a `Lock` that
  /// made it stale, it is painted when that lock has been released.
  void queue_paint(PaintedMount& mount);
  /// The number of the commit under way; 0 outside of commits.
  std::uint32_t commit_number() const { return committing_ ? commit_number_ : 0; }
  void request_commit();
  void listen(EventKind kind);

 private:
  struct Root {
    NodeId node;
    Root* next;
    std::unique_ptr<Mount> error = nullptr;
    std::unique_ptr<Mount> content = nullptr;
  };
  // Mounts are, or may be, on the stack.
  class Busy {
   public:
    explicit Busy(Page& page) : page_(page) { ++page.busy_; }
    ~Busy() { page_.leave(); }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;

   private:
    Page& page_;
  };
  class KindSet {
   public:
    bool add(EventKind kind);
    int count() const;

   private:
    std::uint32_t bits_ = 0;
  };

  static void on_frame(FrameHook& hook);
  static void on_prepare(FrameHook& hook);
  void paint_stale();
  void leave();
  void end_closed();
  /// Where the list names the root: null at its end.
  Root*& find(NodeId node);

  Host& host_;
  Loop& loop_;
  PatchWriter patch_;
  NodeTable nodes_;
  PaintQueue stale_;
  PaintQueue stale_again_;
  std::uint32_t commit_number_ = 0;
  std::uint32_t busy_ = 0;
  bool committing_ = false;
  KindSet listening_;
  Root* roots_ = nullptr;
  Root* closed_ = nullptr;  // those that wait for their end
};

}  // namespace coracle
