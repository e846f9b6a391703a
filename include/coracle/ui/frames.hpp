#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/net/request.hpp>
#include <coracle/ui/image.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coracle {

/// The frames of a camera that answers with `multipart/x-mixed-replace` ("MJPEG"), each as the
/// pane that its media type asks for.
///
///     View app() { return Column("The harbour, now", [] { return frames("camera.mjpeg"); }); }
///
/// Shown in one place all frames share one element; those that come faster than the browser shows
/// them are dropped, the newest is shown. To know more of each frame, its time say, take
/// `fetch_parts`. Fails as that does, and with code "image" where a part is no image.
///
/// Cancelling, or destroying the generator anywhere: the request is aborted, its connection closed.
AsyncGenerator<Image> frames(Request request);
AsyncGenerator<Image> frames(std::string_view url);

/// The same of a camera that gives one image a request: the next is asked for when the frame before
/// it was taken. A generator of requests may go on for ever. A frame that cannot be had is the
/// error that ends it.
///
///     frames_from({"monday.jpg", "tuesday.jpg"})
///
/// Of one address that is asked again and again a browser may show what it has kept, unless the
/// requests say `.cache = Cache::no_store`.
AsyncGenerator<Image> frames_from(Generator<Request> requests);
AsyncGenerator<Image> frames_from(std::vector<std::string> urls);

}  // namespace coracle
