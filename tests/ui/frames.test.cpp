// Cameras: streams of images, and the pane that shows as many of them as the browser can.
#include <catch_amalgamated.hpp>
#include <coracle/base/str.hpp>
#include <coracle/testing/test_app.hpp>
#include <coracle/ui/frames.hpp>
#include <coracle/ui/layout.hpp>
#include <coracle/ui/output.hpp>
#include <string>
#include <vector>

using namespace coracle;
using namespace coracle::testing;
using namespace std::chrono_literals;

namespace {

/// A camera that sends `count` frames, one each 100 ms, and then ends.
Route camera(int count) {
  std::string body;
  for (int i = 0; i < count; ++i) {
    // Each of another length, which is all that the fake page tells of bytes; all parts are as
    // long.
    body += str("--x\r\nX-Pad: ", std::string(static_cast<std::size_t>(99 - i), '-'),
                "\r\nContent-Length: ", i + 10, "\r\n\r\n",
                std::string(static_cast<std::size_t>(i + 10), '.'), "\r\n");
  }
  const std::size_t part = body.size() / static_cast<std::size_t>(count);
  return {.headers = {{"Content-Type", "multipart/x-mixed-replace; boundary=x"}},
          .body = Bytes(body),
          .piece_size = part,
          .piece_delay = 100ms};
}

std::string source(TestApp& app) {
  auto* image = app.page().find("img");
  const std::string* url = image ? image->attribute("src") : nullptr;
  return url ? *url : "none";
}

}  // namespace

TEST_CASE("a camera's frames are shown as they come, in one element", "[b83]") {
  TestApp app;
  app.network().route("camera", camera(10));
  app.show([] { return Column([] { return frames("camera"); }); });
  app.advance(150ms);
  const std::string first = source(app);
  CHECK(first == "blob:image/jpeg,10");
  const std::size_t created = app.page().created_elements();
  app.advance(200ms);
  CHECK(source(app) != first);
  CHECK(app.page().created_elements() == created);
  CHECK(app.page().find_all("img").size() == 1);
  app.close();
  CHECK(app.network().aborted() == std::vector<std::string>{"camera"});
  CHECK(app.network().live() == 0);
  CHECK(app.page().faults().empty());
}

TEST_CASE("frames that come while the browser loads one are dropped, but for the newest", "[b83]") {
  TestApp app;
  app.page().loads_images = false;
  app.network().route("camera", camera(10));
  app.show([] { return Column([] { return frames("camera"); }); });
  app.advance(150ms);
  const std::string first = source(app);
  app.advance(400ms);
  CHECK(source(app) == first);
  const std::size_t operations = app.page().operations();
  app.page().dispatch(app.page().find("img"), EventKind::load);
  app.settle();
  const std::string second = source(app);
  CHECK(second != first);
  CHECK(app.page().operations() <= operations + 2);
  app.advance(1h);
  CHECK(source(app) == second);
  app.page().dispatch(app.page().find("img"), EventKind::load);
  app.settle();
  CHECK(source(app) != second);
  CHECK(app.take_reports().empty());
}

TEST_CASE("an image by its address does not wait for bytes that load, nor do bytes for it",
          "[b83]") {
  TestApp app;
  app.page().loads_images = false;
  Jpg image(Bytes("first"));
  app.show([&] { return Column(image); });
  image.object = "second.jpg";
  app.settle();
  CHECK(source(app) == "second.jpg");
  image.object = Bytes("third");
  app.settle();
  CHECK(source(app) == "blob:image/jpeg,5");
}

TEST_CASE("the same bytes again, or another caption, are not waited for", "[b83]") {
  TestApp app;
  app.page().loads_images = false;
  Jpg image(Bytes("first"));
  app.show([&] { return Column(image); });
  app.page().dispatch(app.page().find("img"), EventKind::load);
  image.object = Bytes("first");
  image.caption = "said";
  app.settle();
  CHECK(app.text() == "said");
  image.object = Bytes("other!");
  app.settle();
  CHECK(source(app) == "blob:image/jpeg,6");
}

TEST_CASE("that a frame which is outdated was broken is told of nobody", "[b83]") {
  TestApp app;
  app.page().loads_images = false;
  Jpg image(Bytes("broken"));
  app.show([&] { return Column(image); });
  image.object = Bytes("good");
  app.settle();
  app.page().dispatch(app.page().find("img"), EventKind::error);
  app.settle();
  CHECK(source(app) == "blob:image/jpeg,4");
  CHECK(app.page().find(".coracle-error") == nullptr);
  CHECK(app.take_reports().empty());
}

TEST_CASE("an image tells when it has loaded", "[b83]") {
  TestApp app;
  Jpg image(Bytes("first"));
  app.show([&] { return Column(image); });
  app.settle();
  CHECK(image.loaded.count() == 1);
  image.object = Bytes("second");
  app.settle();
  app.settle();
  CHECK(image.loaded.count() == 2);
}

TEST_CASE("a camera that gives one image a request is asked again when the frame was taken",
          "[b83]") {
  TestApp app;
  app.network().route("a.png",
                      {.headers = {{"Content-Type", "Image/PNG ; q=1"}}, .body = Bytes("a")});
  app.network().route("b", {.body = Bytes("bc"), .delay = 1s});
  app.show([] { return Column([] { return frames_from({"a.png", "b"}); }); });
  app.settle();
  CHECK(source(app) == "blob:image/png,1");
  app.advance(1s);
  app.settle();
  CHECK(source(app) == "blob:image/jpeg,2");
  CHECK(app.network().requested() == std::vector<std::string>{"a.png", "b"});
}

TEST_CASE("what is no camera, and what is no image, is one error in place", "[b83]") {
  const auto shown = [](Route route) {
    TestApp app;
    app.network().route("camera", std::move(route));
    app.show([] { return Column([] { return frames("camera"); }); });
    app.advance(1s);
    CHECK(app.take_reports().size() == 1);
    CHECK(app.network().live() == 0);
    return app.text();
  };
  CHECK(shown({.headers = {{"Content-Type", "text/html"}}, .body = Bytes("<p>")})
            .starts_with("the answer of camera is text/html, not multipart/x-mixed-replace with a "
                         "boundary"));
  CHECK(shown({.headers = {{"Content-Type", "multipart/x-mixed-replace; boundary=x"}},
               .body = Bytes("--x\nContent-Type: text/plain\n\nhello\n--x--")})
            .starts_with("a frame is text/plain, which no pane shows; see Image"));
  CHECK(shown({.headers = {{"Content-Type", "multipart/x-mixed-replace; boundary=x"}},
               .body = Bytes("--x\n\nhel")})
            .starts_with("the message ends within part 1"));
  CHECK(shown({.status = 404}).find("404") != std::string::npos);
}
