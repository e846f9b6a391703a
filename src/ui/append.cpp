#include <coracle/ui/append.hpp>

#include <coracle/async/scope.hpp>

namespace coracle::detail {

void check(AppendOptions& options) {
  if (options.limit != 0) return;
  options.limit = no_limit;
  current_scope().handle_error(
      Error("bad_argument", "append: a limit of 0 would show nothing; use 1 or more"));
}

}  // namespace coracle::detail
