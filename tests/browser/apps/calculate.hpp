#pragma once

#include <chrono>

/// Keeps the processor busy for so long.
inline void calculate(std::chrono::steady_clock::duration time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
  }
}
