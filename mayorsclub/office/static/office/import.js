/* Shows what the worker does with an import; when it has done its part, the page is read anew. */
(() => {
  const place = document.querySelector("[data-import-progress]");
  const bar = document.querySelector("#import-progress progress");
  const told = document.querySelector("#import-told");
  if (!place || !bar || !told) return;

  const look = async () => {
    try {
      const answer = await fetch(place.dataset.importProgress, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.headers.has("HX-Refresh")) {
        window.location.reload();
        return;
      }
      const found = await answer.json();
      // Without a value the bar moves by itself.
      if (found.progress === null) bar.removeAttribute("value");
      else bar.value = found.progress;
      told.textContent = found.told;
    } catch {
      // The connection was lost for a moment: ask again.
    }
    window.setTimeout(look, 1000);
  };
  window.setTimeout(look, 1000);
})();
