// Random programs under random schedules, each checked against a model of what may be on the page:
// nothing stale, clean-up exactly once and in time, nothing left.
//
//     coracle_simulate --runs 10000 --seed 1
//
// The same seed gives the same programs everywhere. A fault is shrunk and printed with its seed.
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "program.hpp"
#include "world.hpp"

using namespace coracle::simulation;

namespace {

std::uint64_t current_seed = 0;

[[maybe_unused]] void tell_seed(int signal) {
  std::fprintf(stderr, "crashed in the program of --seed %llu --runs 1\n",
               static_cast<unsigned long long>(current_seed));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::uint64_t option(int count, char** arguments, const char* name, std::uint64_t usual) {
  for (int i = 1; i + 1 < count; ++i) {
    if (std::strcmp(arguments[i], name) == 0) return std::strtoull(arguments[i + 1], nullptr, 10);
  }
  return usual;
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t runs = option(count, arguments, "--runs", 10'000);
  const std::uint64_t seed = option(count, arguments, "--seed", 1);
#if !__has_feature(address_sanitizer)  // which has handlers of its own
  for (const int signal : {SIGABRT, SIGSEGV, SIGILL, SIGTRAP}) std::signal(signal, &tell_seed);
#endif
  for (std::uint64_t i = 0; i < runs; ++i) {
    current_seed = seed + i;
    const Program program = make_program(current_seed);
    if (run_program(program).empty()) continue;
    const Program smallest = shrink(program);
    std::printf("--seed %llu --runs 1: %s\n%s", static_cast<unsigned long long>(current_seed),
                run_program(smallest).c_str(), describe(smallest).c_str());
    std::printf("simulation: %llu schedules passed, 1 failed\n",
                static_cast<unsigned long long>(i));
    return 1;
  }
  std::printf("simulation: %llu schedules passed, 0 failed\n",
              static_cast<unsigned long long>(runs));
  return 0;
}
