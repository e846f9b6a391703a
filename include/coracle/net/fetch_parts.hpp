#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/net/multipart.hpp>
#include <coracle/net/request.hpp>
#include <string_view>

namespace coracle {

/// Asks a server for a multipart message and gives its parts, each as soon as it is whole. Of a
/// camera that answers with `multipart/x-mixed-replace` these are its frames, without end:
///
///     auto parts = fetch_parts("camera.mjpeg");
///     while (BodyPart* part = co_await parts.next()) {
///       image.object = part->body;
///       taken.value = std::string(part->header("X-Time").value_or(""));
///     }
///
/// It goes past the browser's cache, unless the request names another use of that. A slow consumer
/// holds up the server, as it does with `fetch_stream`. Fails as that does, and
/// with code "multipart" where the answer is no multipart message, or is not as one should be: see
/// `MultipartParser`. A connection that is cut is a "network" error; the parts before it were
/// given.
///
/// Cancelling, or destroying the generator anywhere: the request is aborted, its connection closed.
AsyncGenerator<BodyPart> fetch_parts(Request request);
AsyncGenerator<BodyPart> fetch_parts(std::string_view url);

}  // namespace coracle
