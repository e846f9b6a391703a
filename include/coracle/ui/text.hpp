#pragma once

#include <coracle/ui/mount.hpp>
#include <string>

namespace coracle {

/// A text, in an element of its own.
class TextBody final : public ViewBody {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}

  std::string_view text() const { return text_; }
  std::unique_ptr<Mount> mount(Page& page) override;
  TextBody* as_text() override { return this; }

 private:
  std::string text_;
};

}  // namespace coracle
