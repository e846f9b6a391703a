#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "program.hpp"

namespace coracle::simulation {

using Arguments = std::vector<int>;

/// What a binding shows: which value of which run.
struct Shown {
  int run = -1;
  int step = 0;
  friend bool operator==(const Shown&, const Shown&) = default;
};

/// What a plain function gives for its arguments.
Shown plain_value(const Arguments& arguments);

/// What one node may do, by rules that know nothing of how runs are kept: it is told of every
/// trigger before the program is, and of everything that the program then does.
///
/// Of nodes that read another binding, or whose triggers are thinned, it does not know the
/// triggers; for those the rules that need them are left out.
class NodeModel {
 public:
  NodeModel(const Node& node, int index) : node_(node), index_(index) {}

  // What happens to the node.
  void shown(const Arguments& now);
  void hidden();
  void triggered(const Arguments& arguments, double time);
  /// Somebody cancelled the newest run, which had begun or waited for its turn.
  void cancelled(bool had_begun);
  /// Somebody asked for a run though nothing has changed.
  void retried(const Arguments& now) {
    retried_ = true;
    triggered(now, last_trigger_);
  }

  // What the program does. Each gives the fault, or nothing.
  std::string run_began(int run, const Arguments& arguments, double time);
  std::string value_given(int run, int step, bool is_skip);
  std::string value_shown(const Shown& shown);
  std::string run_ended(int run, bool completed);
  /// Nothing is ready, and no more will happen.
  std::string at_rest() const;

  bool is_shown() const { return shown_; }
  int live() const { return live_; }

 private:
  struct RunState {
    Arguments arguments;
    int trigger = 0;  ///< its place among the triggers
    int given = 0;    ///< values that were no skip
    Shown last;
    bool doomed = false;  ///< a newer trigger, a removal: nothing of it may be shown
    bool ended = false;
  };
  bool knows_triggers() const { return node_.rate == RateKind::immediate && node_.chained_to < 0; }
  std::size_t most_live() const;
  std::size_t most_waiting() const;
  void doom_all();
  std::string fault(const std::string& what) const;

  Node node_;
  int index_;
  bool shown_ = false;
  bool starting_ = false;   ///< shown, and the first run has not begun
  bool uncertain_ = false;  ///< something was set meanwhile
  bool retried_ = false;
  Arguments now_;
  std::deque<std::pair<int, Arguments>> waiting_;
  /// Of runs that stood in the loop's queue when a newer trigger came: they may begin, but not
  /// show.
  std::vector<Arguments> overtaken_;
  std::map<int, RunState> runs_;
  int triggers_ = 0;
  int live_ = 0;
  int newest_ = -1;
  double last_trigger_ = -1;
  bool cancelled_ = false;  ///< the newest trigger was, so what is shown may be older
  Shown expected_;          ///< the newest value given by a run that counts
  Shown seen_;              ///< what is on the page
};

}  // namespace coracle::simulation
