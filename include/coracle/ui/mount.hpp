#pragma once

#include <coracle/reactive/observer.hpp>
#include <coracle/ui/patch.hpp>
#include <coracle/ui/view.hpp>
#include <memory>

namespace coracle {

/// One place in the page where a view is shown: its nodes, and what keeps them up to date.
///
/// Made by `ViewBody::mount`, owned by what it is shown in. Destroying it forgets its nodes and
/// those below it; the owner takes the topmost one off the page.
class Mount {
 public:
  Mount(Page& page, const Template& shape);
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;
  virtual ~Mount();

  /// The element, or text node, that stands for it among its siblings.
  NodeId node() const { return first_; }
  Page& page() const { return page_; }

  /// What is shown here now.
  virtual const ViewBody* body() const = 0;
  /// Shows `next` here by changing the nodes in place, if it has the same shape; else returns
  /// false and has changed nothing.
  virtual bool show(const Ref<ViewBody>& next) = 0;
  /// Something happened to the root (0) or to a hole.
  virtual void handle(std::uint32_t hole, const PageEvent& event);

 protected:
  /// Stands for the node of another mount and has none of its own.
  Mount(Page& page, NodeId node) : page_(page), first_(node), node_count_(0) {}

  NodeId hole(std::uint32_t index) const { return first_ + index; }

 private:
  Page& page_;
  NodeId first_;
  std::uint32_t node_count_;
};

class PaintQueue;

/// A mount that is painted again when something that it read has changed: once a frame, however
/// often that happened.
class PaintedMount : public Mount, private Observer {
 public:
  PaintedMount(Page& page, const Template& shape);
  ~PaintedMount() override;

  /// Brings the page up to date, recording what it reads.
  void repaint();

 protected:
  virtual void paint() = 0;

 private:
  friend class PaintQueue;
  static void on_stale(Observer& observer);

  PaintedMount* next_ = nullptr;
  PaintedMount* previous_ = nullptr;
  PaintQueue* queue_ = nullptr;
  std::uint32_t painted_in_ = 0;  // the commit that painted it last
};

/// Mounts that wait to be painted, in the order in which they became stale. A mount is in one
/// queue at the most, and leaves it when it is destroyed.
class PaintQueue {
 public:
  PaintQueue() = default;
  PaintQueue(const PaintQueue&) = delete;
  PaintQueue& operator=(const PaintQueue&) = delete;

  PaintedMount* front() const { return first_; }
  /// Does nothing if it is in a queue already.
  void add(PaintedMount& mount);
  static void remove(PaintedMount& mount);
  /// Whether the commit of that number has painted the mount.
  static bool painted_in(const PaintedMount& mount, std::uint32_t commit) {
    return mount.painted_in_ == commit;
  }

 private:
  PaintedMount* first_ = nullptr;
  PaintedMount* last_ = nullptr;
};

/// Shows `view` in `place`: in place if the shape allows, else as new nodes where the old ones
/// were. A new first one goes into `parent` before `before`. An empty view empties the place.
void reconcile(std::unique_ptr<Mount>& place, const View& view, Page& page, NodeId parent,
               NodeId before = 0);

}  // namespace coracle
