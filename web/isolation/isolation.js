/* global self, sessionStorage, Headers */
// Isolates the pages of a host that sends no headers of one's own, so that programs on them may have threads.
// Copy this file into the folder of the pages, or above it, and begin their heads with
//
//     <script src="isolation.js"></script>
//
// It makes itself the service worker of its folder, which adds the two headers to documents and to the scripts of
// workers, and reloads the page once; all else goes by as if it were not there. It changes nothing on a page that is
// isolated already, in a frame, without https (but for localhost), and where the site has a service worker of its
// own, which would have to send the headers: there the program says that it has no threads.
//
// From then on the pages may use of other origins only what those allow: images, scripts and the like need CORS,
// or a Cross-Origin-Resource-Policy header; frames need the header of the documents too.
//
// A service worker stays when the script has gone from the pages. To be rid of it, let them run for a while instead:
//
//     navigator.serviceWorker.getRegistration().then((registration) => registration?.unregister());
if (typeof window === "undefined") {
  const isolated = (response) => {
    // An opaque answer has no headers to add to, and a redirect is followed first.
    if (response.status === 0) return response;
    const headers = new Headers(response.headers);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Embedder-Policy", "require-corp");
    const { status, statusText, body } = response;
    return new Response([204, 205, 304].includes(status) ? null : body, { status, statusText, headers });
  };
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    const { mode, destination } = event.request;
    if (mode !== "navigate" && !["worker", "sharedworker"].includes(destination)) return;
    event.respondWith(fetch(event.request).then(isolated));
  });
} else {
  const script = document.currentScript.src;
  const scope = new URL(".", script).href;
  // One for each folder: several projects may share an origin.
  const key = `coracle-isolation ${scope}`;
  const warn = (reason) => console.warn(`coracle: this page cannot be isolated: ${reason}`);
  const reload = () => {
    // Where one reload was not enough, another would not be either.
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "reloaded");
    location.reload();
  };
  const isolate = async (workers) => {
    if (!location.href.startsWith(scope)) {
      return warn(`it is not below ${scope}, where ${script} is; copy that into the page's folder, or above it`);
    }
    const other = await workers.getRegistration();
    const { scriptURL = script } = other?.active ?? other?.waiting ?? other?.installing ?? {};
    if (scriptURL !== script) {
      return warn(`it has the service worker ${scriptURL}, which would have to add the headers`);
    }
    workers.addEventListener("controllerchange", reload);
    await workers.register(script);
    if (workers.controller) reload();
  };
  if (window.crossOriginIsolated) {
    sessionStorage.removeItem(key);
  } else if (window.isSecureContext && window.top === window && navigator.serviceWorker) {
    isolate(navigator.serviceWorker).catch((error) => warn(error));
  }
}
