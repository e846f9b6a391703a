#include <coracle/coracle.hpp>

using namespace coracle;

void process(const Response& data) {
  auto type = data.header("content-type").value_or("something");
  print(type, ", ", data.bytes().size(), " bytes\n");
}

Generator<Request, Response> fetch_and_process(std::vector<std::string> urls) {
  for (const std::string& url : urls) {
    Response data = co_yield Request(url);
    process(data);
  }
}

View app() {
  Button start({.label = "Fetch five pictures"});
  Log log;

  start.on_click(log.capture([](Click click) -> Task<> {
    std::vector<std::string> urls;
    for (int i = 0; i < 5; ++i) urls.push_back(str("images/", i, ".jpg"));
    co_await drive(fetch_and_process(urls), fetch);
    print("program ", click.count, " has ended\n");
  }));

  return Column(start, log);
}
CORACLE_APP(app)
