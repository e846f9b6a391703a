#pragma once

// Everything of the room `async`: coroutines, scopes and waiting.

#include <coracle/async/all.hpp>
#include <coracle/async/any.hpp>
#include <coracle/async/async_generator.hpp>
#include <coracle/async/attempt.hpp>
#include <coracle/async/channel.hpp>
#include <coracle/async/completion.hpp>
#include <coracle/async/counts.hpp>
#include <coracle/async/gather.hpp>
#include <coracle/async/generator.hpp>
#include <coracle/async/lock.hpp>
#include <coracle/async/loop.hpp>
#include <coracle/async/named.hpp>
#include <coracle/async/race.hpp>
#include <coracle/async/root.hpp>
#include <coracle/async/run_tree.hpp>
#include <coracle/async/scope.hpp>
#include <coracle/async/semaphore.hpp>
#include <coracle/async/sleep.hpp>
#include <coracle/async/task.hpp>
#include <coracle/async/wait_list.hpp>
#include <coracle/async/wait_note.hpp>
#include <coracle/async/with_lock.hpp>
#include <coracle/async/with_timeout.hpp>
