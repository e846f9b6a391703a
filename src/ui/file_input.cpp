#include <coracle/ui/file_input.hpp>

#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/file_port.hpp>
#include <coracle/ui/form_reset.hpp>
#include <coracle/ui/names.hpp>
#include <coracle/ui/page.hpp>
#include <memory>
#include <utility>

#include "error_place.hpp"

namespace coracle {

namespace {

constinit const Template shape(
    R"(<div class="coracle-file"><label class="coracle-field"><span> </span><input type="file" hole></label></div>)");
enum Hole : std::uint32_t { label_text = 1, control = 2 };
constexpr EventKind hears[] = {EventKind::change};
constinit const ComponentType file_input_type{"FileInput", shape, hears};

class FileInputState final : public FileInput::Parameters {
 public:
  explicit FileInputState(FileInput::Options&& options) : Parameters(std::move(options)) {
    if (!is_limit(limit.peek())) {
      complain(bad_limit(limit.peek()));
      limit.initialize(0);
    }
  }

  const ComponentType& type() const override { return file_input_type; }
  std::unique_ptr<ComponentMount> make_mount(Page& page) override;
  const Error& refused() const { return refused_(); }

  void paint(Painter& painter) const override {
    if (painter.changed(label)) painter.text(label_text, label());
    if (painter.changed(name)) painter.optional_attribute(control, names::name, name());
    if (painter.changed(accept)) painter.property(control, names::accept, accept());
    if (painter.changed(multiple)) painter.property(control, names::multiple, multiple());
    // It is the browser that shows which files there are; code can only empty it.
    const bool is_empty = files().empty();
    if (painter.changed(files, emptied_) && is_empty) {
      painter.property(control, names::value, "");
    }
    if (painter.changed(disabled)) painter.property(control, names::disabled, disabled());
  }

  void handle(std::uint32_t, const PageEvent&) override {
    std::vector<File> taken;
    std::string too_large;
    for (FileFacts& facts : FilePort::current().take_chosen()) {
      const auto size = static_cast<double>(facts.size);
      const std::string name = facts.name;
      File file(std::move(facts));
      if (limit.peek() <= 0 || size <= limit.peek()) {
        taken.push_back(std::move(file));
      } else {
        too_large += str(too_large.empty() ? "" : "; ", name, " has ", size, " bytes");
      }
    }
    if (disabled.peek()) return;
    batch([&] {
      takes_ = true;
      files.set(std::move(taken));
      takes_ = false;
      if (files.peek().empty()) emptied_.set(emptied_.peek() + 1);
      refused_.set(too_large.empty() ? Error()
                                     : Error("file", str(too_large, "; there may be ", limit.peek(),
                                                         " at most")));
    });
  }

  bool admit(const ParameterBase& parameter, void* candidate) override {
    if (&parameter == &limit) {
      const double bytes = *static_cast<double*>(candidate);
      if (is_limit(bytes)) return true;
      return refuse(bad_limit(bytes));
    }
    if (&parameter == &files && !takes_)
      return admit_files(*static_cast<std::vector<File>*>(candidate));
    return true;
  }

  void settled(const ParameterBase& parameter) override {
    if (&parameter == &files) refused_.set(Error());
  }

 private:
  bool admit_files(const std::vector<File>& wanted) const {
    const std::vector<File>& now = files.peek();
    const auto is_chosen = [&](const File& file) {
      return std::ranges::find(now, file) != now.end();
    };
    if (std::ranges::all_of(wanted, is_chosen)) return true;
    return refuse(
        "FileInput: only people choose files; a program can take away those that were chosen");
  }

  static bool is_limit(double bytes) { return bytes >= 0; }
  static std::string bad_limit(double bytes) {
    return str("FileInput: limit must be 0 or more, not ", bytes);
  }

  bool takes_ = false;
  // Why some of what was chosen is not among the files.
  Parameter<Error> refused_{*this, "refused", Error()};
  // Counts how often the page is to show no file although the files are the same.
  Parameter<int> emptied_{*this, "emptied", 0};
};

class FileInputMount final : public ComponentMount {
 public:
  using ComponentMount::ComponentMount;

 private:
  void paint() override {
    ComponentMount::paint();
    error_.show(static_cast<FileInputState&>(state()).refused(), page(), node());
  }

  ErrorPlace error_;
};

std::unique_ptr<ComponentMount> FileInputState::make_mount(Page& page) {
  FilePort::current().listen();
  hear_form_resets();
  return std::make_unique<FileInputMount>(page, Ref<ComponentState>(this));
}

}  // namespace

FileInput::FileInput() : FileInput(Options()) {}
FileInput::FileInput(Options options) : Component(make_ref<FileInputState>(std::move(options))) {}

}  // namespace coracle
