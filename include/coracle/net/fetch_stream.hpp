#pragma once

#include <coracle/async/async_generator.hpp>
#include <coracle/async/task.hpp>
#include <coracle/net/request.hpp>
#include <coracle/net/response_stream.hpp>
#include <string_view>

namespace coracle {

/// Asks a server and gives the body of its answer piece by piece, as it arrives.
///
///     auto pieces = fetch_stream("measurements.csv");
///     while (Bytes* piece = co_await pieces.next()) parser.feed(piece->text());
///
/// The request is sent when the first piece is asked for. Pieces are never empty; where they begin
/// and end means nothing.
///
/// A slow consumer: while `queue_limit` bytes (1 MiB, unless the request says otherwise), or 64
/// pieces, wait to be taken, nothing more is read. The browser then leaves what arrives with the
/// connection, whose window fills, and the server has to wait. Nothing is lost, and no request is
/// ended for it. What waits here exceeds the limit by one piece at most, what the browser gives in
/// one read: up to 2 MiB in Chromium 156. What the browser and the two sockets hold comes to that,
/// and is not ours to bound: over loopback a server that sends without end came to rest after 65
/// to 80 MiB, with a plain `fetch` that is not read after 63.
///
/// This stands on the browser's own `fetch` and its `ReadableStream`, which is read only when it
/// is asked for more. `emscripten_fetch` reads on without a pause: with it the limit could be kept
/// only by ending the request. Measured with Emscripten 6.0.5 in Chromium 156, over loopback: of
/// 200 MiB that nobody takes all 200 are handed over within 0.7 s, and the program's memory grows
/// to 208 to 250 MiB.
///
/// Fails as `fetch` does: with code "http" for a status of 400 or more, unless the request accepts
/// those; "network" when there was no answer or its body was cut short, after the pieces before
/// the cut; "timeout" when nothing arrived for the request's `timeout` while the consumer waited;
/// "bad_argument". One outcome: the end, or one error.
///
/// Cancelling, or destroying the generator anywhere: the request is aborted, its connection closed.
AsyncGenerator<Bytes> fetch_stream(Request request);
AsyncGenerator<Bytes> fetch_stream(std::string_view url);

/// The same, for those who want to see the head of the answer before its body.
///
///     ResponseStream camera = co_await open_stream({.url = "camera", .timeout = 5s});
///     MultipartParser parser(multipart_boundary(camera.header("Content-Type").value_or("")));
///     while (std::optional<Bytes> piece = co_await camera.next()) parser.feed(piece->span());
///
/// Gives the stream when the head has arrived.
Task<ResponseStream> open_stream(Request request);
Task<ResponseStream> open_stream(std::string_view url);

}  // namespace coracle
