#pragma once

/// Values that know who depends on them: everything of the room in one include.

#include <coracle/reactive/batch.hpp>
#include <coracle/reactive/computed.hpp>
#include <coracle/reactive/counts.hpp>
#include <coracle/reactive/delivery.hpp>
#include <coracle/reactive/effect.hpp>
#include <coracle/reactive/observer.hpp>
#include <coracle/reactive/owner.hpp>
#include <coracle/reactive/signal.hpp>
