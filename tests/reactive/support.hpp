#pragma once

#include <coracle/base/config.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/reactive.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace coracle::tests {

/// Collects what is reported while it lives.
class Reports {
 public:
  struct Entry {
    std::string code;
    std::string message;
    std::string origin;
  };

  Reports()
      : former_(set_report_sink([this](const Error& error, std::string_view origin) {
          entries.push_back(
              {std::string(error.code()), std::string(error.message()), std::string(origin)});
        })) {}
  ~Reports() { set_report_sink(std::move(former_)); }
  Reports(const Reports&) = delete;
  Reports& operator=(const Reports&) = delete;

  std::vector<Entry> entries;

 private:
  ReportSink former_;
};

/// Tells at its end whether everything that was made since is gone.
class LeakCheck {
 public:
  bool clean() const { return counts() == before_; }

 private:
  ReactiveCounts before_ = counts();
};

}  // namespace coracle::tests
