#pragma once

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/component.hpp>
#include <string>
#include <utility>
#include <vector>

namespace coracle {

// What Select and RadioGroup have in common.

/// The state of a choice of one among `options`, whose handle is `Choice`.
template <class Choice>
class ChoiceState : public Choice::Parameters {
  using Labels = std::vector<std::string>;

 public:
  using Parameters = typename Choice::Parameters;
  using Parameters::disabled, Parameters::disabled_options, Parameters::index, Parameters::options,
      Parameters::value;

  /// A person has chosen the option of that place.
  void choose(int place) {
    const bool is_there = place >= 0 && place < count();
    if (!disabled.peek() && is_there && !is_disabled(place)) index.set(place);
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &value) {
      const auto& text = *static_cast<std::string*>(candidate);
      return settling_ || text == value.peek() || place_of(text) >= 0 ||
             this->refuse(not_there(text));
    }
    if (&parameter == &index) {
      const int place = *static_cast<int*>(candidate);
      return (place >= 0 && place < count()) || settling_ || this->refuse(out_of_range(place));
    }
    return true;
  }

  // One of the three was set: the others follow.
  void settled(const ParameterBase& parameter) override {
    const bool counts = &parameter == &options || &parameter == &value || &parameter == &index;
    if (settling_ || !counts) return;
    settling_ = true;
    if (&parameter != &index) {
      const int place = place_of(value.peek());
      index.set(place >= 0 ? place : first_choice());
    }
    value.set(chosen());
    settling_ = false;
  }

 protected:
  explicit ChoiceState(typename Choice::Options&& options)
      : ChoiceState(std::move(options), options.value.has_value(), options.index.has_value()) {}

  bool is_disabled(int place) const {
    const std::string& text = options.peek()[static_cast<std::size_t>(place)];
    return std::ranges::find(disabled_options.peek(), text) != disabled_options.peek().end();
  }

 private:
  ChoiceState(typename Choice::Options&& given, bool has_value, bool has_index)
      : Parameters(std::move(given)) {
    const int first = first_choice();
    const int place = has_index ? index.peek() : has_value ? place_of(value.peek()) : first;
    if (has_index && (place < 0 || place >= count())) {
      this->complain(out_of_range(place));
    } else if (has_value && place < 0) {
      this->complain(not_there(value.peek()));
    }
    index.initialize(place < 0 ? first : std::min(place, count() - 1));
    value.initialize(chosen());
  }

  int count() const { return static_cast<int>(options.peek().size()); }
  // The first that people can choose, or the first of all; -1: there is none.
  int first_choice() const {
    if (count() == 0) return -1;
    for (int place = 0; place < count(); ++place) {
      if (!is_disabled(place)) return place;
    }
    return 0;
  }
  std::string chosen() const {
    return index.peek() < 0 ? std::string()
                            : options.peek()[static_cast<std::size_t>(index.peek())];
  }

  // The chosen one, if it reads so, else the first that does; -1: none.
  int place_of(const std::string& text) const {
    const Labels& labels = options.peek();
    const auto now = static_cast<std::size_t>(index.peek());
    if (now < labels.size() && labels[now] == text) return index.peek();
    const auto found = std::ranges::find(labels, text);
    return found == labels.end() ? -1 : static_cast<int>(found - labels.begin());
  }
  std::string not_there(const std::string& text) const {
    return str(kind(), ": \"", text, "\" is not among the options");
  }
  std::string out_of_range(int place) const {
    return str(kind(), ": there is no option ", place, "; there are ", count());
  }

  static std::string_view kind() { return Parameters::component_name; }

  bool settling_ = false;
};

}  // namespace coracle
