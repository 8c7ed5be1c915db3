// Hands in what the phone read. A reading leaves the queue only once the server has answered
// for its key; sent twice, it counts once.
(() => {
  "use strict";
  const AT_ONCE = 100;
  const PATIENCE = 10000;

  const ask = (path, options = {}) =>
    fetch(`${location.pathname}${path}`, {
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });

  // vault: of this link. answered(answer, item): called for each reading that left the queue.
  // Gives "done", "waiting" (no network, or the server is busy) or "gone" (the link ended).
  const handIn = async (vault, answered) => {
    for (;;) {
      const items = (await vault.queued()).slice(0, AT_ONCE);
      if (!items.length) return "done";
      let answer;
      try {
        answer = await ask("scan/", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ readings: items }),
        });
      } catch {
        return "waiting";
      }
      if (answer.status === 404) return "gone";
      if (!answer.ok) return "waiting";
      let count = 0;
      const { answers } = await answer.json();
      for (const each of answers) {
        const item = items.find((one) => one.key === each.key);
        if (!item) continue;
        await answered(each, item);
        await vault.dequeue(item.key);
        count += 1;
      }
      // An answer for none of the keys would ask for ever.
      if (!count) return "waiting";
    }
  };

  Object.assign(window.door, { ask, handIn });
})();
