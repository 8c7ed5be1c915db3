// The link has ended. What the phone read before is handed in where the server still takes it;
// then everything that it kept is wiped.
(async () => {
  "use strict";
  const note = document.querySelector("[data-door=gone]");
  if (!note || !window.isSecureContext || !window.indexedDB || !crypto.subtle) return;
  const words = JSON.parse(document.getElementById("door-words").textContent);
  const vault = await window.door.open(location.pathname.split("/door/")[1].split("/")[0]);
  await window.door.sweep(vault.name);
  const before = (await vault.queued()).length;
  const state = await window.door.handIn(vault, async () => {});
  // Without a network, or with a busy server: the next look at the page tries once more.
  if (state === "waiting") return;
  await vault.wipe();
  if (before) {
    const text = state === "done" ? words.handed_in : words.lost;
    note.textContent = text.replace("{count}", before);
  }
})();
