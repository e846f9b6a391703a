// Jpg, Png, Gif, WebP, Svg: where an image comes from, what stands around it, what is broken.
#include <catch_amalgamated.hpp>
#include <coracle/coracle.hpp>
#include <coracle/testing/test_app.hpp>

using namespace coracle;
using coracle::testing::TestApp;
using Reports = std::vector<std::string>;

namespace {

Bytes some_bytes() { return Bytes(std::string_view("12345")); }

}  // namespace

TEST_CASE("each kind of image says what its bytes are; a URL is left to the browser", "[b83]") {
  TestApp app;
  const Bytes bytes = some_bytes();
  app.show([&] {
    return Column(Jpg(bytes), Png(bytes), Gif(bytes), WebP(bytes), Svg(bytes), Svg("a.svg"),
                  Png(Response(200, {}, bytes)), Gif());
  });
  const auto images = app.page().find_all("img");
  REQUIRE(images.size() == 8);
  const std::vector<std::string> types = {"image/jpeg", "image/png", "image/gif", "image/webp",
                                          "image/svg+xml"};
  for (std::size_t i = 0; i < types.size(); ++i) {
    CHECK(*images[i]->attribute("src") == str("blob:", types[i], ",5"));
  }
  CHECK(*images[5]->attribute("src") == "a.svg");
  CHECK(*images[6]->attribute("src") == "blob:image/png,5");
  CHECK(images[7]->attribute("src") == nullptr);
}

TEST_CASE("an image that goes from bytes to nothing shows nothing", "[b83]") {
  TestApp app;
  Jpg image(some_bytes());
  app.show([&] { return image; });
  auto* picture = app.page().find("img");
  REQUIRE(*picture->attribute("src") == "blob:image/jpeg,5");
  image.object = ImageSource();
  app.settle();
  CHECK(picture->attribute("src") == nullptr);
  image.object = some_bytes();
  app.settle();
  image.object = "a.jpg";
  app.settle();
  CHECK(*picture->attribute("src") == "a.jpg");
  CHECK(app.page().faults().empty());
}

TEST_CASE("an image has a caption, a link and a size", "[b83]") {
  TestApp app;
  Png image({.object = "a.png",
             .alt = "A boat",
             .height = 40,
             .caption = "At <sea>",
             .link = "boats.html"});
  app.show([&] { return image; });
  auto* picture = app.page().find("img");
  CHECK(app.text() == "At <sea>");
  CHECK(*picture->attribute("alt") == "A boat");
  CHECK(*picture->attribute("height") == "40");
  CHECK(picture->attribute("width") == nullptr);
  CHECK(*app.page().find("a")->attribute("href") == "boats.html");
  image.alt = "";
  app.settle();
  CHECK(*picture->attribute("alt") == "At <sea>");  // a link needs a name
  image.link = "";
  app.settle();
  CHECK(app.page().find("a")->attribute("href") == nullptr);
  CHECK(picture->attribute("alt")->empty());
  image.width = -1;
  CHECK(image.width() == 0);
  CHECK(Jpg({.height = -3}).height() == 0);
  CHECK(app.take_reports() == Reports{"bad_argument: Png: width must be 0 or more, not -1",
                                      "bad_argument: Jpg: height must be 0 or more, not -3"});
}

TEST_CASE("an image's link leads to a page and runs nothing", "[b83]") {
  TestApp app;
  Png image({.link = "javascript:alert(1)"});
  CHECK(image.link().empty());
  for (const char* address : {"JavaScript:x", " javascript:x", "java\nscript:x", "\x01javascript:x",
                              "data:text/html,x", "vbscript:x", "blob:x"}) {
    image.link = address;
    CHECK(image.link().empty());
    CHECK(app.take_reports().size() == (address == std::string("JavaScript:x") ? 2 : 1));
  }
  for (const char* address : {"https://a.b/c:d", "HTTP://a", "a.html", "/a:b", "?a:b", "#a:b",
                              "mailto:a@b", "tel:123", "//a.b", "a/b:c"}) {
    image.link = address;
    CHECK(image.link() == address);
  }
  CHECK(app.take_reports().empty());
}

TEST_CASE(
    "what the browser cannot show is an error in place, reported once; the next image is shown",
    "[b83]") {
  TestApp app;
  Jpg image(some_bytes());
  app.show([&] { return Column(image, "below"); });
  auto* picture = app.page().find("img");
  app.page().dispatch(picture, EventKind::error);
  app.page().dispatch(picture, EventKind::error);
  app.settle();
  CHECK(app.text() == "these 5 bytes are no image that the browser can show image below");
  CHECK(*picture->attribute("hidden") == "true");
  CHECK(app.take_reports() ==
        Reports{"image: these 5 bytes are no image that the browser can show"});
  image.object = "missing.jpg";
  app.settle();
  CHECK(app.text() == "below");
  CHECK(*picture->attribute("hidden") == "false");
  app.page().dispatch(picture, EventKind::error);
  app.settle();
  CHECK(app.text() == "there is no image at missing.jpg image below");
  image.object = ImageSource("there.jpg");
  app.settle();
  app.page().dispatch(picture, EventKind::load);
  app.settle();
  CHECK(app.text() == "below");
  CHECK(app.take_reports().size() == 1);
  CHECK(app.page().faults().empty());
  app.close();
  CHECK(app.page().live_nodes() == 0);
}

TEST_CASE("the next frame takes the place of a broken one", "[b83]") {
  TestApp app;
  Signal<const char*> address("broken.jpg");
  app.show([&] { return bind([](const char* url) { return View(Jpg(url)); }, address); });
  app.page().dispatch(app.page().find("img"), EventKind::error);
  app.settle();
  CHECK(app.page().find(".coracle-error") != nullptr);
  address = "good.jpg";
  app.settle();
  app.settle();
  CHECK(app.page().find(".coracle-error") == nullptr);
  CHECK(app.page().find_all("img").size() == 1);
  CHECK(*app.page().find("img")->attribute("src") == "good.jpg");
  app.take_reports();
}
