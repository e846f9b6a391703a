#include <coracle/base/report.hpp>
#include <new>
#if !defined(__EMSCRIPTEN__)
#include <cstdio>
#endif

namespace coracle {

namespace {

// Never destroyed: errors may be reported while static objects are being destroyed.
ReportSink& sink() {
  alignas(ReportSink) static std::byte storage[sizeof(ReportSink)];
  static ReportSink* const instance = ::new (storage) ReportSink();
  return *instance;
}

void write_to_stderr(const Error& error, std::string_view origin) {
#if defined(__EMSCRIPTEN__)
  // The embedding installs a sink before anything runs; stdio would be dead weight in a page.
  static_cast<void>(error);
  static_cast<void>(origin);
#else
  const auto print = [](std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
  };
  print("coracle: ");
  print(origin);
  print(" failed: ");
  print(error.message());
  print(" (");
  print(error.code());
  std::fprintf(stderr, ", %s:%u)\n", error.where().file, error.where().line);
  if (!error.detail().empty()) {
    print(error.detail());
    print("\n");
  }
#endif
}

}  // namespace

void report(const Error& error, std::string_view origin) {
  if (const ReportSink& current = sink()) {
    current(error, origin);
  } else {
    write_to_stderr(error, origin);
  }
}

ReportSink set_report_sink(ReportSink replacement) {
  return std::exchange(sink(), std::move(replacement));
}

}  // namespace coracle
