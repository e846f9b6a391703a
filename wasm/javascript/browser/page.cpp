#include "../mounting.hpp"
#include "runtime.hpp"

coracle::Page& coracle::javascript::page() { return browser::Runtime::get().page(); }
