#include <coracle/ui/keyed.hpp>

#include <coracle/ui/page.hpp>
#include <string>
#include <unordered_map>

#include "keyed_view.hpp"

namespace coracle {

namespace {

struct Key;

// One object a key, so that to find the place of a view is to follow a pointer. Never destroyed.
std::unordered_map<std::string_view, Key*>& all_keys() {
  static auto& keys = *new std::unordered_map<std::string_view, Key*>;
  return keys;
}

struct Key final : RefCounted {
  explicit Key(std::string_view name) : name(name) { all_keys()[this->name] = this; }
  ~Key() override { all_keys().erase(name); }

  std::string name;
  std::uint32_t place = ViewBody::no_place;
};

Ref<Key> key_for(std::string_view name) {
  const auto there = all_keys().find(name);
  return there == all_keys().end() ? make_ref<Key>(name) : Ref<Key>(there->second);
}

class KeyedBody;

class KeyedMount final : public Mount {
 public:
  KeyedMount(std::unique_ptr<Mount> content, Ref<KeyedBody> body)
      : Mount(content->page(), content->node()),
        content_(std::move(content)),
        body_(std::move(body)) {}

  const ViewBody* body() const override;
  bool show(const Ref<ViewBody>& next) override;

 private:
  std::unique_ptr<Mount> content_;
  Ref<KeyedBody> body_;
};

class KeyedBody final : public ViewBody {
 public:
  KeyedBody(Ref<Key> key, Ref<ViewBody> content)
      : ViewBody(&key->place), key_(std::move(key)), content_(std::move(content)) {}

  std::unique_ptr<Mount> mount(Page& page) override {
    return std::make_unique<KeyedMount>(content_->mount(page), Ref(this));
  }
  const Ref<ViewBody>& content() const { return content_; }
  std::string_view key() const { return key_->name; }

 private:
  Ref<Key> key_;
  Ref<ViewBody> content_;
};

const ViewBody* KeyedMount::body() const { return body_.get(); }

bool KeyedMount::show(const Ref<ViewBody>& next) {
  // Only views of one key share a place.
  if (&next->place() != &body_->place()) return false;
  const Ref<KeyedBody> other(static_cast<KeyedBody*>(next.get()));
  if (content_->body() != other->content().get() && !content_->show(other->content())) return false;
  body_ = other;
  return true;
}

}  // namespace

View keyed(std::string_view key, const View& view) {
  if (!view) return view;
  return View(make_ref<KeyedBody>(key_for(key), view.body()));
}

KeyedView keyed_view(const View& view) {
  if (!view || view.body()->has_own_place()) return {};
  // Of the views that a program can have only these share a place.
  const auto& body = static_cast<const KeyedBody&>(*view.body());
  return {body.key(), body.content()};
}

ComponentState* component_of(const View& view) {
  const KeyedView keyed = keyed_view(view);
  const Ref<ViewBody>& body = keyed.content ? keyed.content : view.body();
  return view && body ? body->as_component() : nullptr;
}

}  // namespace coracle
