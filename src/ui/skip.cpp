#include <coracle/ui/view.hpp>

#include <coracle/ui/mount.hpp>

namespace coracle {

namespace {

class SkipBody final : public ViewBody {
 public:
  std::unique_ptr<Mount> mount(Page&) override { return nullptr; }
};

}  // namespace

View::View(Skip) {
  static const Ref<ViewBody>& body = *new Ref<ViewBody>(make_ref<SkipBody>());
  skip_body_ = body.get();
  body_ = body;
}

}  // namespace coracle
