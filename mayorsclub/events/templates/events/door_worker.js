// Answers for the pages of the door while there is no network: the page itself and its style,
// script and fonts, as the page kept them (keep.js). It keeps nothing by itself, and whatever
// is asked or sent beside that goes to the network untouched.
"use strict";

const PATIENCE = 6000;
const SHELL = "/door-shell";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(event.request));
});

const bytes = (text) => new TextEncoder().encode(text);

// As vault.js names what belongs to a link, and opens what it sealed.
const nameOf = async (secret) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(`door slot:${secret}`)));
  return `door-${[...digest.slice(0, 16)].map((each) => each.toString(16).padStart(2, "0")).join("")}`;
};

const opened = async (secret, sealed) => {
  const material = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: bytes("mayorsclub.door"), info: bytes("kept") },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
  const how = { name: "AES-GCM", iv: sealed.slice(0, 12), additionalData: bytes("page") };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, sealed.slice(12))));
};

const kept = async (url) => {
  const secret = url.pathname.split("/door/")[1]?.split("/")[0] ?? "";
  const name = await nameOf(secret);
  if (!(await caches.has(name))) return undefined;
  const found = await (await caches.open(name)).match(SHELL);
  if (!found) return undefined;
  const { text, headers } = await opened(secret, await found.arrayBuffer());
  return new Response(text, { headers });
};

const page = async (request, url) => {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    return answer.status >= 500 ? ((await kept(url)) ?? answer) : answer;
  } catch (fault) {
    const found = await kept(url);
    if (found) return found;
    throw fault;
  }
};

const asset = async (request) =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
