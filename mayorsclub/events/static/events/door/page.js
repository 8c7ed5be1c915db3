// The page of the door: a ticket is read, kept in the queue, answered from the list, and
// handed in as soon as there is a network. See vault.js, post.js, keep.js, guests.js.
(async () => {
  "use strict";
  const { screen, guests } = window.door;
  const { find, say } = screen;
  const root = find("page");
  if (!root || !window.isSecureContext || !window.indexedDB || !crypto.subtle) return;
  const EVERY = 15000;
  const OLD = 60000;
  const DAY = 24 * 60 * 60 * 1000;
  const secret = location.pathname.split("/door/")[1].split("/")[0];
  const vault = await window.door.open(secret);
  await window.door.sweep(vault.name);

  let list = await vault.get("list");
  let known = guests.make(list, vault.sha256);
  // By the ticket's digest: when this phone read it.
  let marks = (await vault.get("marks")) ?? {};
  let refusals = (await vault.get("refused")) ?? [];
  let readings = [];
  let isOnline = navigator.onLine;
  let readAt = 0;
  let busy = null;
  let isGone = false;
  let isEnded = false;

  const paint = async () => {
    const waiting = (await vault.queued()).length;
    // Whoever was read here is in, before the server says so.
    const here = known.rows.filter((row) => row.is_good && !row.since && marks[row.digest]).length;
    screen.state({ isOnline, waiting, inside: (list?.inside ?? 0) + here, expected: list?.expected });
    screen.latest(readings);
    screen.refused(refusals);
  };

  const end = async () => {
    isEnded = true;
    const lost = (await vault.queued()).length;
    await vault.wipe();
    root.replaceChildren();
    root.hidden = true;
    find("ended").hidden = false;
    find("ended-note").textContent = lost ? say("lost", { count: lost }) : "";
  };

  const load = async () => {
    try {
      const answer = await window.door.ask("list/");
      isOnline = answer.status < 500;
      isGone = answer.status === 404;
      if (!answer.ok) return;
      list = await answer.json();
      readAt = Date.now();
      known = guests.make(list, vault.sha256);
      await vault.put("list", list);
      await vault.until(new Date(list.ends).getTime() + 2 * DAY);
    } catch {
      isOnline = false;
    }
  };

  const answered = async (answer, item) => {
    if (answer.outcome === "refused") {
      const who = item.walk_in?.name ?? known.ofDigest(item.digest)?.name ?? "";
      refusals = [...refusals, { key: item.key, at: item.at, who, note: answer.note }];
      await vault.put("refused", refusals);
      delete marks[item.digest];
    } else if (answer.digest) {
      marks[answer.digest] ??= item.at;
    }
    await vault.put("marks", marks);
    const own = readings.find((reading) => reading.key === item.key);
    if (own) {
      own.answer = answer;
      if (readings[0] === own) screen.show(answer, { isQuiet: own.wasShown });
    }
  };

  // One at a time: the next call waits for the one under way and then looks once more.
  const work = async () => {
    if (isEnded) return;
    const state = await window.door.handIn(vault, answered);
    if (state !== "done") isOnline = false;
    // The list alone tells whether the link has ended: readings may be handed in after it.
    if (state === "gone" || Date.now() - readAt > OLD || !isOnline) await load();
    // Before the end everything is handed in that still is taken.
    if (isGone && state !== "waiting") await end();
    else await paint();
  };
  const sync = () => {
    busy = (busy ?? Promise.resolve()).then(work).catch(() => {});
    return busy;
  };

  // From the list alone, while the server has not answered.
  const foreseen = (row, digest) => {
    if (!row) return { look: "warn", headline: say("queued"), name: "", note: say("queued_note") };
    if (!row.is_good) return { look: "bad", headline: say("no_place"), name: "", note: row.standing };
    const who = { name: row.name, organisation: row.organisation };
    if (marks[digest]) {
      const note = say("here", { time: screen.clock(marks[digest]) });
      return { look: "warn", headline: say("already"), ...who, note };
    }
    if (row.since) {
      return { look: "warn", headline: say("already"), ...who, note: say("since", { time: row.since }) };
    }
    return { look: "good", headline: say("in_list"), ...who, note: say("in_list_note") };
  };

  // Kept first, then shown: what was shown is never lost.
  const take = async (item, answer, digest) => {
    const made = { key: crypto.randomUUID(), at: new Date().toISOString(), offline: !isOnline, ...item };
    await vault.enqueue({ ...made, digest });
    const what = (made.ticket ?? "").slice(0, 9);
    const reading = { key: made.key, at: made.at, answer, what, wasShown: !isOnline };
    readings = [reading, ...readings];
    screen.show(isOnline ? { ...answer, look: "wait", headline: say("sending"), note: "" } : answer);
    if (digest && answer.look === "good") {
      marks[digest] ??= made.at;
      await vault.put("marks", marks);
    }
    await sync();
    // The network went in between: what the list says stands.
    if (readings[0] === reading && reading.answer === answer && !reading.wasShown) screen.show(answer);
    await paint();
  };

  const read = async (ticket, row) => {
    const found = row ?? (await known.ofTicket(ticket));
    await take({ ticket: ticket.trim() }, foreseen(found, found?.digest), found?.digest ?? "");
  };

  // -- Typing and finding
  const input = find("ticket");
  const choose = async (row) => {
    input.value = "";
    screen.names({ rows: [], isMore: false });
    await read(row.code, row);
    input.focus();
  };
  const rowsShown = (text) => {
    const { rows, isMore } = known.named(text);
    const shown = rows.map((row) => ({
      ...row,
      since: row.since || (marks[row.digest] ? screen.clock(marks[row.digest]) : ""),
    }));
    screen.names({ rows: shown, isMore }, choose);
    return rows.length;
  };
  input.addEventListener("input", () => rowsShown(input.value));
  find("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return input.focus();
    const isKnown = Boolean(await known.ofTicket(text));
    if (!isKnown && (rowsShown(text) || !guests.isTicket(text))) {
      if (!find("names").childElementCount) {
        screen.show({ look: "bad", headline: say("nobody"), name: "", note: "" });
      }
      return;
    }
    input.value = "";
    screen.names({ rows: [], isMore: false });
    await read(text);
    input.focus();
  });

  // -- Guests without a ticket
  find("walk-in").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const value = (name) => form.elements[`guest-${name}`].value.trim();
    const guest = { name: value("name"), organisation: value("organisation"), email: value("email") };
    if (!guest.name) return screen.show({ look: "bad", headline: say("no_name"), name: "", note: "" });
    form.reset();
    const answer = { look: "good", headline: say("guest_queued"), ...guest, note: say("guest_note") };
    await take({ walk_in: guest }, answer, "");
    find("answer").scrollIntoView({ block: "nearest" });
  });

  // -- The camera
  const button = find("camera");
  let stop = null;
  if (await window.door.camera.canRead()) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const video = find("video");
      if (stop) {
        stop();
        stop = null;
      } else {
        try {
          stop = await window.door.camera.start(video, (text) => read(text));
        } catch {
          find("camera-note").textContent = say("camera_refused");
        }
      }
      video.hidden = !stop;
      button.textContent = say(stop ? "camera_stop" : "camera_start");
    });
  } else {
    find("camera-note").textContent = say("camera_none");
  }

  // -- The end
  find("seen").addEventListener("click", async () => {
    refusals = [];
    await vault.put("refused", refusals);
    await paint();
  });
  find("finish").addEventListener("click", async () => {
    await sync();
    if (isEnded) return;
    const note = find("finish-note");
    const sure = find("finish-sure");
    if ((await vault.queued()).length && !sure.checked) {
      note.textContent = say("finish_waits");
      sure.closest("label").hidden = false;
      return;
    }
    isEnded = true;
    stop?.();
    await vault.wipe();
    root.replaceChildren();
    root.hidden = true;
    find("ended").hidden = false;
    find("ended-title").textContent = say("finished");
  });

  find("tools").hidden = false;
  addEventListener("online", sync);
  addEventListener("offline", () => {
    isOnline = false;
    paint();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) sync();
  });
  setInterval(async () => {
    if (isEnded) return;
    const isOver = list && Date.now() > new Date(list.ends).getTime();
    // Without a network the end is told by the clock: the list goes, the queue stays.
    if (isOver && list.guests.length) {
      list = { ...list, guests: [] };
      known = guests.make(list, vault.sha256);
      await vault.put("list", list);
    }
    if (!isOnline || (await vault.queued()).length || Date.now() - readAt > OLD) await sync();
  }, EVERY);

  await load();
  await sync();
  root.dataset.state = "open";
  screen.ready("not_ready");
  try {
    screen.ready((await window.door.keep(vault, root.dataset.worker)) ? "ready" : "never_ready");
  } catch {
    const isKept = await caches.has(vault.name);
    screen.ready(isKept ? "ready" : "never_ready");
  }
})();
