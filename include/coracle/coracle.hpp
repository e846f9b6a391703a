#pragma once

/// Everything a program includes:
///
///     #include <coracle/coracle.hpp>
///     using namespace coracle;
///     using namespace std::chrono_literals;
///
///     View app() { return "Hello"; }
///     CORACLE_APP(app)

#include <coracle/async/async.hpp>
#include <coracle/base/error.hpp>
#include <coracle/base/result.hpp>
#include <coracle/base/str.hpp>
#include <coracle/flow/bind.hpp>
#include <coracle/flow/link.hpp>
#include <coracle/flow/pace.hpp>
#include <coracle/flow/run_handle.hpp>
#include <coracle/flow/waiting.hpp>
#include <coracle/flow/watch_several.hpp>
#include <coracle/net/fetch.hpp>
#include <coracle/net/fetch_parts.hpp>
#include <coracle/net/fetch_stream.hpp>
#include <coracle/net/retry.hpp>
#include <coracle/net/server_events.hpp>
#include <coracle/net/web_socket.hpp>
#include <coracle/reactive/reactive.hpp>
#include <coracle/thread/thread.hpp>
#include <coracle/ui/accordion.hpp>
#include <coracle/ui/app.hpp>
#include <coracle/ui/append.hpp>
#include <coracle/ui/button.hpp>
#include <coracle/ui/card.hpp>
#include <coracle/ui/checkbox.hpp>
#include <coracle/ui/color_picker.hpp>
#include <coracle/ui/date_picker.hpp>
#include <coracle/ui/figure.hpp>
#include <coracle/ui/file_input.hpp>
#include <coracle/ui/float_progress.hpp>
#include <coracle/ui/float_slider.hpp>
#include <coracle/ui/frames.hpp>
#include <coracle/ui/grid.hpp>
#include <coracle/ui/html.hpp>
#include <coracle/ui/image.hpp>
#include <coracle/ui/int_slider.hpp>
#include <coracle/ui/interact.hpp>
#include <coracle/ui/json.hpp>
#include <coracle/ui/keyed.hpp>
#include <coracle/ui/layout.hpp>
#include <coracle/ui/log.hpp>
#include <coracle/ui/markdown.hpp>
#include <coracle/ui/module.hpp>
#include <coracle/ui/number.hpp>
#include <coracle/ui/number_input.hpp>
#include <coracle/ui/output.hpp>
#include <coracle/ui/placeholder.hpp>
#include <coracle/ui/progress.hpp>
#include <coracle/ui/radio_group.hpp>
#include <coracle/ui/select.hpp>
#include <coracle/ui/snapshot.hpp>
#include <coracle/ui/spinner.hpp>
#include <coracle/ui/static_text.hpp>
#include <coracle/ui/status_indicator.hpp>
#include <coracle/ui/table.hpp>
#include <coracle/ui/tabs.hpp>
#include <coracle/ui/text_area.hpp>
#include <coracle/ui/text_input.hpp>
#include <coracle/ui/titled.hpp>
