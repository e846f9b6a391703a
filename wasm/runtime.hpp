#pragma once

#include <coracle/ui/host.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <string>

#include "browser_loop.hpp"

namespace coracle::browser {

/// What one instance of a module has once: its loop, its page, and the border to JavaScript.
class Runtime final : private Host {
 public:
  /// Made at the first call; it lives as long as the module.
  static Runtime& get();

  Page& page() { return page_; }
  BrowserLoop& loop() { return loop_; }

  /// Where the page puts the text of the next event; valid until the next call.
  char* text_buffer(std::uint32_t capacity);
  std::string_view text(std::uint32_t bytes) const { return {text_.data(), bytes}; }

 private:
  Runtime();
  void commit(const Patch& patch) override;

  BrowserLoop loop_;
  Page page_;
  std::string text_;
};

}  // namespace coracle::browser
