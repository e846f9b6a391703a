#pragma once

// Waiting for people and for time: what goes on between a coroutine and the things it watches.

#include <coracle/flow/changes.hpp>
#include <coracle/flow/drive.hpp>
#include <coracle/flow/drive_all.hpp>
#include <coracle/flow/for_each_change.hpp>
#include <coracle/flow/latest_change.hpp>
#include <coracle/flow/next_change.hpp>
#include <coracle/flow/periodic.hpp>
