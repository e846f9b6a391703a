#include <catch_amalgamated.hpp>
#include <coracle/testing/test_app.hpp>

#include "harbour.cpp"

using coracle::testing::Route;
using coracle::testing::TestApp;

TEST_CASE("the network of the README: a camera, what is tried again, and events as they come") {
  TestApp page;
  page.network().route(
      "camera.mjpeg",
      {.headers = {{"Content-Type", "multipart/x-mixed-replace; boundary=x"}},
       .body = Bytes(
           "--x\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\nframe\r\n--x--\r\n")});
  page.network().routes("weather.txt", {{.status = 503}, {.body = Bytes("A light breeze.")}});
  page.network().route("ships", {
                                    .headers = {{"Content-Type", "text/event-stream"}},
                                    .body = Bytes("data: The Kingfisher\n\ndata: The Heron\n\n"),
                                    .piece_size = 22,
                                    .piece_delay = 200ms,
                                });
  page.show(&app);
  page.advance(240ms);
  CHECK(page.page().find("img") != nullptr);
  CHECK(page.text() == "The Kingfisher");
  page.advance(300ms);
  CHECK(page.text() == "A light breeze. The Heron");
  CHECK(page.network().requested() ==
        std::vector<std::string>{"camera.mjpeg", "weather.txt", "ships", "weather.txt"});
}
