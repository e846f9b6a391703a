#include "program.hpp"

#include <algorithm>
#include <coracle/base/str.hpp>

#include "random.hpp"

namespace coracle::simulation {

namespace {

constexpr const char* kind_names[] = {"plain", "task", "generator", "async generator", "handler"};
constexpr const char* policy_names[] = {"latest", "queue", "drop", "parallel"};
constexpr const char* rate_names[] = {"immediate", "frame", "debounce", "throttle"};
constexpr const char* action_names[] = {"set",  "set two", "trigger", "hide",
                                        "show", "cancel",  "retry"};

template <class Enum>
constexpr std::size_t number(Enum value) {
  return static_cast<std::size_t>(value);
}

Node make_node(Random& random, const std::vector<Node>& earlier, int parameters) {
  Node node;
  node.kind = static_cast<Kind>(random.below(5));
  if (node.kind != Kind::plain) {
    // Half of them as usual, so that each policy also meets the others.
    node.policy =
        random.percent(50) ? PolicyKind::latest : static_cast<PolicyKind>(random.below(4));
    node.limit = 1 + random.below(3);
    node.rate = random.percent(60) ? RateKind::immediate : static_cast<RateKind>(random.below(4));
    node.period = 1 + random.below(40);
  }
  const int first = random.below(parameters);
  const int sources = node.kind == Kind::handler ? 1 : 1 + random.below(2);
  for (int i = 0; i < sources; ++i) node.sources.push_back((first + i) % parameters);
  if (!earlier.empty() && node.kind != Kind::handler && random.percent(20)) {
    const int other = random.below(static_cast<int>(earlier.size()));
    if (earlier[static_cast<std::size_t>(other)].kind != Kind::handler) node.chained_to = other;
  }
  node.seed = random.next();
  node.most_steps = 1 + random.below(4);
  node.fails = random.percent(30) ? 20 : 0;
  node.skips = random.percent(20) ? 30 : 0;
  node.writes = node.kind != Kind::plain && random.percent(25) ? 20 : 0;
  return node;
}

Action make_action(Random& random, const Program& program, int at) {
  constexpr ActionKind kinds[] = {ActionKind::set,     ActionKind::set,  ActionKind::set,
                                  ActionKind::set,     ActionKind::set,  ActionKind::set_two,
                                  ActionKind::trigger, ActionKind::hide, ActionKind::show,
                                  ActionKind::cancel,  ActionKind::retry};
  Action action;
  action.at = at;
  action.kind = kinds[random.below(static_cast<int>(std::size(kinds)))];
  const bool of_parameter = action.kind <= ActionKind::trigger;
  action.target =
      random.below(of_parameter ? program.parameters : static_cast<int>(program.nodes.size()));
  action.value = random.below(5);
  return action;
}

}  // namespace

Program make_program(std::uint64_t seed) {
  Random random(seed);
  Program program;
  program.parameters = 1 + random.below(3);
  const int nodes = 1 + random.below(4);
  for (int i = 0; i < nodes; ++i) {
    program.nodes.push_back(make_node(random, program.nodes, program.parameters));
  }
  const int actions = 1 + random.below(24);
  int at = 1;
  for (int i = 0; i < actions; ++i) {
    program.actions.push_back(make_action(random, program, at));
    // Mostly close together, so that they meet runs that are under way; sometimes at one moment.
    at += random.percent(15) ? 0 : random.percent(80) ? random.below(15) : random.below(200);
  }
  return program;
}

std::string describe(const Program& program) {
  std::string text = str(program.parameters, " parameters\n");
  for (std::size_t i = 0; i < program.nodes.size(); ++i) {
    const Node& node = program.nodes[i];
    text += str("node ", i, ": ", kind_names[number(node.kind)], ", ",
                policy_names[number(node.policy)], "(", node.limit, "), ",
                rate_names[number(node.rate)], "(", node.period, " ms), reads");
    for (const int source : node.sources) text += str(" p", source);
    if (node.chained_to >= 0) text += str(" and node ", node.chained_to);
    text += str("; at most ", node.most_steps, " steps, fails ", node.fails, " %, skips ",
                node.skips, " %, writes ", node.writes, " %\n");
  }
  for (const Action& action : program.actions) {
    const bool of_parameter = action.kind <= ActionKind::trigger;
    text += str("at ", action.at, " ms: ", action_names[number(action.kind)],
                of_parameter ? " p" : " node ", action.target);
    if (action.kind <= ActionKind::set_two) text += str(" = ", action.value);
    text += "\n";
  }
  return text;
}

}  // namespace coracle::simulation
