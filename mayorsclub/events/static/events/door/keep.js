// Keeps the page, its style, script and fonts for when there is no network. The page says which
// event it is, so it is encrypted as the list is; the worker opens it by the secret of the address.
(() => {
  "use strict";
  const SHELL = "/door-shell";
  const HEADERS = ["Content-Type", "Content-Security-Policy", "Content-Language", "Referrer-Policy"];

  const assets = () => {
    const found = performance.getEntriesByType("resource").map((each) => each.name);
    document.querySelectorAll("link[href], script[src], use").forEach((each) => {
      found.push(each.src || each.getAttribute("href"));
    });
    const addresses = found.map((each) => {
      const url = new URL(each, location.href);
      url.hash = "";
      return url;
    });
    const own = addresses.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
    return [...new Set(own.map((url) => url.pathname))];
  };

  // Whether the page can be opened without a network from now on.
  const keep = async (vault, workerAddress) => {
    if (!("serviceWorker" in navigator)) return false;
    await navigator.serviceWorker.register(workerAddress);
    await navigator.serviceWorker.ready;
    const answer = await fetch(location.pathname, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) return false;
    const headers = HEADERS.filter((name) => answer.headers.has(name)).map((name) => [
      name,
      answer.headers.get(name),
    ]);
    await document.fonts.ready;
    const cache = await caches.open(vault.name);
    const wanted = assets();
    await Promise.all(
      wanted.map(async (path) => (await cache.match(path, { ignoreVary: true })) || cache.add(path)),
    );
    const shell = { text: await answer.text(), headers };
    await cache.put(SHELL, new Response(await vault.sealed("page", shell)));
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (pathname !== SHELL && !wanted.includes(pathname)) await cache.delete(request);
    }
    return true;
  };

  Object.assign(window.door, { keep });
})();
