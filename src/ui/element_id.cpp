#include "element_id.hpp"

#include <coracle/base/str.hpp>
#include <random>

namespace coracle {

std::string element_id(NodeId node) {
  static const unsigned program = std::random_device()();
  return str("coracle-", program, '-', node);
}

}  // namespace coracle
