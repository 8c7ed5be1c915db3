// What the page of the door shows; all words come from the page, in its language.
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("door-words")?.textContent ?? "{}");
  const find = (name) => document.querySelector(`[data-door="${name}"]`);
  const LATEST = 12;

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };
  const say = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] ?? "");
  const clock = (iso) =>
    new Date(iso).toLocaleTimeString("uk", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Kyiv" });

  const tone = (look) => {
    if (!find("sound").checked) return;
    const context = new AudioContext();
    const voice = context.createOscillator();
    voice.frequency.value = { good: 880, warn: 440 }[look] ?? 220;
    voice.connect(context.destination);
    voice.start();
    voice.stop(context.currentTime + (look === "good" ? 0.12 : 0.4));
    voice.onended = () => context.close();
  };
  const FEEL = { good: [60], warn: [60, 60, 60], bad: [250, 80, 250] };

  // answer: look (good, warn, bad, wait), headline, name, organisation, note.
  const show = (answer, { isQuiet = false } = {}) => {
    const place = find("answer");
    place.className = `door__answer door__answer--${answer.look}`;
    place.replaceChildren(element("p", "door__headline", answer.headline));
    if (answer.name) place.append(element("p", "door__name", answer.name));
    if (answer.organisation) place.append(element("p", "", answer.organisation));
    if (answer.note) place.append(element("p", "door__note", answer.note));
    place.hidden = false;
    if (isQuiet || answer.look === "wait") return;
    navigator.vibrate?.(FEEL[answer.look]);
    tone(answer.look);
  };

  // readings: newest first, each {answer, at, what}; what: the beginning of what was read.
  const latest = (readings) => {
    find("latest-part").hidden = !readings.length;
    find("latest").replaceChildren(
      ...readings.slice(0, LATEST).map(({ answer, at, what }) => {
        const row = element("li", "door__row");
        const words = element("span", "", answer.name || what);
        words.prepend(element("time", "door__time", clock(at)));
        row.append(words, element("span", `door__mark door__mark--${answer.look}`, answer.headline));
        return row;
      }),
    );
  };

  // What the server refused: it stays until somebody has read it.
  const refused = (items) => {
    find("refused-part").hidden = !items.length;
    find("refused").replaceChildren(
      ...items.map((item) => {
        const row = element("li", "door__row");
        row.append(element("span", "", `${clock(item.at)} · ${item.who || "–"} · ${item.note}`));
        return row;
      }),
    );
  };

  const names = ({ rows, isMore }, chosen) => {
    const place = find("names");
    const items = rows.map((row) => {
      const item = element("li", "door__row");
      const words = element("span", "", row.name);
      if (row.organisation) words.append(element("small", "door__more", row.organisation));
      const button = element("button", "button button--ghost", say("check_in"));
      button.type = "button";
      button.setAttribute("aria-label", `${say("check_in")}: ${row.name}`);
      button.addEventListener("click", () => chosen(row));
      item.append(words, row.since ? element("span", "door__mark door__mark--warn", say("since", { time: row.since })) : button);
      return item;
    });
    if (isMore) items.push(element("li", "door__row", say("more")));
    place.replaceChildren(...items);
    place.hidden = !items.length;
  };

  const state = ({ isOnline, waiting, inside, expected }) => {
    const network = find("network");
    network.textContent = say(isOnline ? "online" : "offline");
    network.className = `status ${isOnline ? "status--approved" : "status--asked"}`;
    find("waiting").textContent = waiting ? say("waiting", { count: waiting }) : "";
    if (expected !== undefined) find("counter").textContent = say("inside", { inside, expected });
  };

  const ready = (name) => {
    find("ready").textContent = say(name);
  };

  Object.assign(window.door, { screen: { find, say, clock, show, latest, refused, names, state, ready } });
})();
