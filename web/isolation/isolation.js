/* global self, sessionStorage, Headers */
// Isolates the pages of a host that sends no headers of one's own, so that programs on them may have threads.
// Copy this file into the folder of the pages, or above it, and begin their heads with
//
//     <script src="isolation.js"></script>
//
// It makes itself the service worker of its folder, which adds the two headers to what the browser gets, and
// reloads the page once. It changes nothing on a page that is isolated already, in one inside of another page
// that is not, and without https (but for localhost): there the program says that it has no threads.
//
// From then on the pages may use of other origins only what those allow: images, scripts and the like need CORS,
// or a Cross-Origin-Resource-Policy header.
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
    const { request } = event;
    if (request.cache === "only-if-cached" && request.mode !== "same-origin") return;
    event.respondWith(fetch(request).then(isolated));
  });
} else if (!window.crossOriginIsolated && window.isSecureContext && navigator.serviceWorker) {
  const key = "coracle-isolation";
  const script = document.currentScript.src;
  const reload = () => {
    // Where one reload was not enough, another would not be either.
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "reloaded");
    location.reload();
  };
  navigator.serviceWorker.addEventListener("controllerchange", reload);
  navigator.serviceWorker.register(script).then(
    () => navigator.serviceWorker.controller && reload(),
    (error) => console.warn("coracle: this page cannot be isolated.", error),
  );
}
