#pragma once

/// A few instructions on the way of every read and every run: a call around them would cost more
/// than they do, so they are inlined in builds for small size too.
#define CORACLE_HOT [[gnu::always_inline]] inline
