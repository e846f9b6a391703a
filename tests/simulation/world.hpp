#pragma once

#include <string>

#include "program.hpp"

namespace coracle::simulation {

/// Runs a program on the virtual clock beside its model. Gives what went wrong first, or nothing.
std::string run_program(const Program& program);

/// The same program with everything left out that is not needed for it to go wrong.
Program shrink(Program program);

}  // namespace coracle::simulation
