/* Saves a step while it is filled in. Without this script «Save and continue» does. */
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const EVERY = 4000;
  let isDirty = false;
  let isLeaving = false;

  const body = () => {
    const data = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
    data.delete("remove");
    return data;
  };

  const offline = form.querySelector("[data-offline]");

  const tellSaved = (text) => {
    const place = document.querySelector(".progress .saved");
    if (place) place.textContent = text;
    offline.hidden = true;
  };

  const save = async (keepalive = false) => {
    if (!isDirty || isLeaving) return;
    isDirty = false;
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST",
        body: body(),
        // Over a slow line this may come after a newer save: the server compares.
        headers: { "X-Autosave": String(Date.now()) },
        keepalive,
      });
      if (answer.status === 409) {
        isLeaving = true; // It was sent in another tab: nothing more to save.
        return;
      }
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const { saved } = await answer.json();
      if (saved) tellSaved(saved); // Without it a newer one was kept already.
    } catch {
      isDirty = true; // No connection: the next round tries again.
      offline.hidden = isLeaving;
    }
  };

  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("change", () => { isDirty = true; save(); });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      isLeaving = true;
      return;
    }
    // The browser's own page would take the place of this one, with all that was typed.
    event.preventDefault();
    isDirty = true;
    offline.hidden = false;
  });
  window.addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  setInterval(() => save(), EVERY);
})();
