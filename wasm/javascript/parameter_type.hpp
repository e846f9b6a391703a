#pragma once

#include <coracle/flow/event.hpp>
#include <coracle/flow/parameter.hpp>

#include "types.hpp"

namespace coracle::javascript {

/// What can be done with a parameter, or an event, whose type is known only at run time.
struct ParameterType {
  const char* name;
  val (*read)(const ParameterBase&);
  /// Makes the reader hear of changes.
  void (*track)(const ParameterBase&);
  /// Null for an event.
  void (*write)(const ParameterBase&, const val&);
  /// Of an event: it happens.
  void (*trigger)(const ParameterBase&);
};

template <class T>
struct ParameterOperations {
  static const Parameter<T>& of(const ParameterBase& base) {
    return static_cast<const Parameter<T>&>(base);
  }
  static val read(const ParameterBase& base) { return Type<T>::to(of(base)()); }
  static void track(const ParameterBase& base) { of(base)(); }
  static void write(const ParameterBase& base, const val& value) {
    of(base).set(Type<T>::from(value));
  }
  static void trigger(const ParameterBase& base) { of(base).trigger(); }
};

template <class T>
inline constexpr ParameterType parameter_type{
    Type<T>::name, &ParameterOperations<T>::read, &ParameterOperations<T>::track,
    &ParameterOperations<T>::write, &ParameterOperations<T>::trigger};

extern const ParameterType event_type;
/// How often an event has happened. Records the reader.
int count_of(const ParameterBase& event);

}  // namespace coracle::javascript
