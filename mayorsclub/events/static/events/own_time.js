// Beside Kyiv's time the reader's own, where their clock is another one.
for (const line of document.querySelectorAll("[data-own-time]")) {
  const from = new Date(line.dataset.from);
  const to = new Date(line.dataset.to);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const shown = (timeZone) => new Intl.DateTimeFormat(document.documentElement.lang, {
    day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone,
  }).formatRange(from, to);
  const own = shown(zone);
  if (own !== shown("Europe/Kyiv")) {
    line.textContent = `${line.dataset.label} ${own} (${zone.split("/").pop().replaceAll("_", " ")})`;
    line.hidden = false;
  }
}
