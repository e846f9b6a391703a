#pragma once

#include <coracle/ui/component.hpp>
#include <coracle/ui/file.hpp>
#include <string>
#include <vector>

// clang-format off
#define CORACLE_FILE_INPUT(PARAMETER, EVENT)                                        \
  PARAMETER(std::string, label, "", "What it asks for; stands beside the control.") \
  PARAMETER(std::vector<File>, files, std::vector<File>(), "The files that were chosen. A program can only take them away.") \
  PARAMETER(std::string, accept, "", "Which kinds are offered: \".csv,image/*\"; empty: all. People can choose others.") \
  PARAMETER(bool, multiple, false, "Whether there may be several.")                 \
  PARAMETER(double, limit, 0, "How many bytes a file may have, 0 for any number; larger ones are refused, and people are told. At least 0.") \
  PARAMETER(bool, disabled, false, "Whether people cannot choose.")                 \
  PARAMETER(std::string, name, "", "What the value is called in a form.")
// clang-format on

namespace coracle {

/// A field for files.
///
///     FileInput table({.label = "Table", .accept = ".csv", .limit = 10e6});
///     table.files.watch([](Change<std::vector<File>> change) -> Task<> {
///       for (const File& file : change.now) use(co_await file.read());
///     });
///
/// Nothing is read before somebody asks for it; large files come in pieces: see `File::stream`.
///
/// Keys: Enter, Space open the choice of files.
///
/// Semantics: Panel's FileInput. A native `<input type="file">`.
class FileInput : public Component {
  CORACLE_COMPONENT(FileInput, CORACLE_FILE_INPUT)

  FileInput();
  explicit FileInput(Options options);

  /// What it stands for as an argument of `bind`.
  const Parameter<std::vector<File>>& value_source() const { return files; }
};

}  // namespace coracle
