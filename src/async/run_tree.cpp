#include <coracle/async/run_tree.hpp>
#include <coracle/base/config.hpp>

#if CORACLE_INTROSPECTION

#include <algorithm>
#include <cmath>
#include <coracle/async/group.hpp>
#include <coracle/async/root.hpp>
#include <coracle/base/str.hpp>
#include <string_view>
#include <vector>

namespace coracle {

namespace {

constexpr int max_lines = 100;
constexpr int max_depth = 20;
// So many coroutines are named at each end of a chain.
constexpr std::size_t max_names = 3;

ListedRun* first_run = nullptr;
ListedRun* last_run = nullptr;

// Those that the library's own headers make stand for nothing that the program wrote.
bool is_internal(const CoroutineOrigin& origin) {
  return std::string_view(origin.file_name()).find("include/coracle/") != std::string_view::npos;
}

// "save" of "coracle::Task<int> (anonymous namespace)::save(std::string)"; empty for a lambda.
std::string_view function_name(std::string_view signature) {
  constexpr std::string_view anonymous = "(anonymous namespace)::";
  if (signature.find("(anonymous class)") != std::string_view::npos) return {};
  if (signature.find("(lambda") != std::string_view::npos) return {};
  if (const std::size_t at = signature.find(anonymous); at != std::string_view::npos) {
    signature.remove_prefix(at + anonymous.size());
  }
  signature = signature.substr(0, signature.find('('));
  const std::size_t before = signature.find_last_of(" :>*&");
  return before == std::string_view::npos ? signature : signature.substr(before + 1);
}

std::string name_of(const CoroutineOrigin& origin) {
  std::string_view file = origin.file_name();
  if (const std::size_t slash = file.find_last_of("/\\"); slash != std::string_view::npos) {
    file.remove_prefix(slash + 1);
  }
  const std::string_view function = function_name(origin.function_name());
  if (function.empty()) return str(file, ":", origin.line());
  return str(function, " (", file, ":", origin.line(), ")");
}

}  // namespace

void ListedRun::enlist() noexcept {
  previous_ = last_run;
  next_ = nullptr;
  (last_run ? last_run->next_ : first_run) = this;
  last_run = this;
}

void ListedRun::delist() noexcept {
  (previous_ ? previous_->next_ : first_run) = next_;
  (next_ ? next_->previous_ : last_run) = previous_;
  previous_ = next_ = nullptr;
}

std::string WaitNote::text(const Waiter* waiter) const {
  if (describe_) return waiter ? describe_(*waiter) : "something";
  if (!timer_ || !timer_->is_set() || !Loop::has_current()) return text_;
  const double left = (timer_->deadline() - Loop::current().now()).count();
  return str(text_, " in ", std::round(left * 1000) / 1000, " ms");
}

/// Sees what is private to the parts of a run.
class RunTree {
 public:
  static std::string print() {
    RunTree tree;
    for (const ListedRun* run = first_run; run; run = run->next_) {
      tree.add(static_cast<const Root&>(*run), 0);
    }
    if (tree.lines_ > max_lines) tree.text_ += str("and ", tree.lines_ - max_lines, " more\n");
    return std::move(tree.text_);
  }

  // Its coroutines, outermost first: those that the program wrote. Of a run that is on the stack
  // only the first is known, since its leaf is not.
  static std::vector<const Frame*> frames(const Strand& strand) {
    std::vector<const Frame*> frames;
    const Frame* frame = strand.is_on_stack() ? strand.top_frame() : strand.leaf_;
    for (; frame; frame = frame->link()->parent) {
      if (!is_internal(frame->origin())) frames.push_back(frame);
    }
    std::reverse(frames.begin(), frames.end());
    return frames;
  }

 private:
  void add(const Strand& strand, int depth) {
    if (++lines_ <= max_lines) {
      text_.append(2 * static_cast<std::size_t>(depth), ' ');
      text_ += line(strand, depth) + "\n";
    }
    if (!strand.waits_for_ || depth == max_depth) return;
    for (const Branch* branch = strand.waits_for_->first_; branch; branch = branch->next_) {
      if (branch->is_live()) add(*branch, depth + 1);
    }
  }

  static std::string line(const Strand& strand, int depth) {
    std::string chain = names(strand);
    if (strand.is_on_stack()) return (chain.empty() ? "a run" : chain) + " is running";
    std::string what = strand.note_.text(strand.waiter_);
    if (strand.waits_for_) {
      what += what.find(" in ") == std::string::npos ? " of" : ", for";
    }
    if (chain.empty() && depth > 0) return what;  // a branch that is one plain wait
    return str(chain.empty() ? "a run" : chain, " waits for ", what);
  }

  static std::string names(const Strand& strand) {
    const std::vector<const Frame*> chain = frames(strand);
    std::string text;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      if (i == max_names && chain.size() > 2 * max_names) {
        i = chain.size() - max_names;
        text += " > …";
      }
      text += (i ? " > " : "") + name_of(chain[i]->origin());
    }
    return text;
  }

  std::string text_;
  int lines_ = 0;
};

std::string run_tree() { return RunTree::print(); }

std::string run_name(const Strand& run) {
  const std::vector<const Frame*> frames = RunTree::frames(run);
  return frames.empty() ? "a run" : name_of(frames.front()->origin());
}

}  // namespace coracle

#else

namespace coracle {

std::string run_tree() { return {}; }
std::string run_name(const Strand&) { return "a run"; }

}  // namespace coracle

#endif
