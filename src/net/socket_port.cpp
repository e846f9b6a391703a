#include <coracle/net/socket_port.hpp>
#include <utility>

namespace coracle {

namespace {
SocketPort* installed = nullptr;
}

SocketPort& SocketPort::current() { return installed ? *installed : default_sockets(); }

SocketPort* SocketPort::install(SocketPort* port) { return std::exchange(installed, port); }

}  // namespace coracle
