#include <coracle/net/network.hpp>
#include <utility>

namespace coracle {

namespace {
Network* installed = nullptr;
}

Network& Network::current() { return installed ? *installed : default_network(); }

Network* Network::install(Network* network) { return std::exchange(installed, network); }

}  // namespace coracle
