#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace coracle::simulation {

// A program and a schedule, as data: made from a seed, run by `World`, shrunk when they show a
// fault, and printed for whoever has to find it.

enum class Kind { plain, task, generator, async_generator, handler };
enum class PolicyKind { latest, queue, drop, parallel };
enum class RateKind { immediate, frame, debounce, throttle };

/// A binding, or a handler, and what its runs do.
struct Node {
  Kind kind = Kind::task;
  PolicyKind policy = PolicyKind::latest;
  int limit = 1;  ///< of the queue, or of the parallel runs
  RateKind rate = RateKind::immediate;
  int period = 0;            ///< milliseconds
  std::vector<int> sources;  ///< which parameters it reads
  int chained_to = -1;       ///< which earlier binding it reads, too
  std::uint64_t seed = 0;    ///< of what its runs do
  int most_steps = 1;
  int fails = 0;   ///< so many runs of a hundred
  int skips = 0;   ///< so many values of a hundred
  int writes = 0;  ///< so many steps of a hundred set a parameter
};

enum class ActionKind { set, set_two, trigger, hide, show, cancel, retry };

struct Action {
  int at = 0;  ///< milliseconds
  ActionKind kind = ActionKind::set;
  int target = 0;  ///< a parameter, or a node
  int value = 0;
};

struct Program {
  int parameters = 1;
  std::vector<Node> nodes;
  std::vector<Action> actions;  ///< in order of time
};

/// The program of a seed.
Program make_program(std::uint64_t seed);

/// As text, a line for each node and each action.
std::string describe(const Program& program);

}  // namespace coracle::simulation
