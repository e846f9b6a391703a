#pragma once

#include <coracle/ui/module.hpp>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>

namespace coracle {

/// The state of a component, `Handle`, that one of Coracle's own modules shows: a module of which
/// it is the only one to know.
template <class Handle>
class ModulePane : public Handle::Parameters {
 public:
  const ComponentType& type() const override { return module_->type(); }
  void paint(Painter&) const override {}
  ModuleState* as_module() override { return module_.get(); }

  std::unique_ptr<ComponentMount> make_mount(Page& page) override {
    return module_->make_mount_for(page, Ref<ComponentState>(this));
  }

 protected:
  ModulePane(const ComponentType& type, std::string url,
             std::initializer_list<std::string_view> names, typename Handle::Options&& options)
      : Handle::Parameters(std::move(options)),
        module_(make_ref<ModuleState>(type, std::move(url), members(names))) {}

  ModuleState& module() const { return *module_; }

  /// Has the module know a parameter's value.
  template <class T>
  void tell(std::string_view name, const Parameter<T>& parameter) const {
    module_->parameter(name) = JsonValue(parameter.peek());
  }

 private:
  static std::vector<JsonMember> members(std::initializer_list<std::string_view> names) {
    std::vector<JsonMember> list;
    for (const std::string_view name : names) list.push_back({std::string(name), nullptr});
    return list;
  }

  Ref<ModuleState> module_;
};

}  // namespace coracle
