#pragma once

#include <cstdint>

// What the page gives to the module: wasm/library/coracle.js forwards to the TypeScript host.
extern "C" {
void coracle_host_turn();
/// Milliseconds from now; below 0 cancels.
void coracle_host_wake(double delay);
void coracle_host_frame();
void coracle_host_commit(const std::uint32_t* words, std::uint32_t count, const char* text,
                         std::uint32_t bytes);
/// JSON, in UTF-8: code, message, origin, detail.
void coracle_host_report(const char* json, std::uint32_t bytes);
}
