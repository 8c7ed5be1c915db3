// What the phone keeps of one event, of no use without the link: everything is encrypted by
// AES-GCM under a key that follows (HKDF) from the secret in the address, and neither that
// secret nor the key is ever written down.
window.door = {};
(() => {
  "use strict";
  const bytes = (text) => new TextEncoder().encode(text);

  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((each) => each.toString(16).padStart(2, "0")).join("");
  const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", bytes(text)));

  // As a promise.
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => resolve(undefined);
    });

  const openBase = (name) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("queue");
    };
    return done(request);
  };

  // Forgets everything under one name: list, queue, page.
  const forget = async (name) => {
    await done(indexedDB.deleteDatabase(name));
    await caches.delete(name);
  };

  // Forgets what other links of this phone left, once their time is over.
  const sweep = async (own) => {
    const found = (await indexedDB.databases?.()) ?? [];
    for (const { name } of found) {
      if (!name?.startsWith("door-") || name === own) continue;
      const base = await openBase(name);
      const until = await done(base.transaction("kept").objectStore("kept").get("until"));
      base.close();
      if (!until || until < Date.now()) await forget(name);
    }
  };

  // secret: of the link. Gives the vault of this link.
  const open = async (secret) => {
    const name = `door-${(await sha256(`door slot:${secret}`)).slice(0, 32)}`;
    const base = await openBase(name);
    base.onversionchange = () => base.close();
    const material = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: bytes("mayorsclub.door"), info: bytes("kept") },
      material,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    );

    const store = (which, mode) => base.transaction(which, mode).objectStore(which);
    // The place is sealed in, too: what is moved elsewhere does not open.
    const seal = async (place, value) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const how = { name: "AES-GCM", iv, additionalData: bytes(place) };
      return { iv, data: await crypto.subtle.encrypt(how, key, bytes(JSON.stringify(value))) };
    };
    const unseal = async (place, { iv, data }) => {
      const how = { name: "AES-GCM", iv, additionalData: bytes(place) };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, data)));
    };
    const put = async (which, place, value) => {
      const sealed = await seal(`${which}:${place}`, value);
      const into = store(which, "readwrite");
      into.put(sealed, place);
      await new Promise((resolve, reject) => {
        into.transaction.oncomplete = resolve;
        into.transaction.onabort = () => reject(into.transaction.error);
      });
    };
    const get = async (which, place) => {
      const sealed = await done(store(which).get(place));
      return sealed && unseal(`${which}:${place}`, sealed);
    };

    return {
      name,
      sha256,
      put: (place, value) => put("kept", place, value),
      get: (place) => get("kept", place),
      // When a phone that nobody opens again may forget; in clear, as `sweep` has no key.
      until: (moment) => done(store("kept", "readwrite").put(moment, "until")),
      queued: async () => {
        const places = await done(store("queue").getAllKeys());
        const items = await Promise.all(places.map((place) => get("queue", place)));
        return items.filter(Boolean).sort((one, other) => (one.at < other.at ? -1 : 1));
      },
      enqueue: (item) => put("queue", item.key, item),
      // As one array of bytes, for the worker, which opens it by the secret of the address.
      sealed: async (place, value) => {
        const { iv, data } = await seal(place, value);
        return new Blob([iv, data]);
      },
      dequeue: (place) => done(store("queue", "readwrite").delete(place)),
      wipe: async () => {
        base.close();
        await forget(name);
      },
    };
  };

  Object.assign(window.door, { open, sweep });
})();
