#pragma once

// Everything of the room `thread`: functions on threads of their own, and how they reach the page.

#include <coracle/thread/background.hpp>
#include <coracle/thread/on_thread.hpp>
#include <coracle/thread/remote.hpp>
#include <thread>
