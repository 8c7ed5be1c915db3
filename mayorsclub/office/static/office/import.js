/* Shows how far an import is; when the worker has done its part, the page is read anew. */
(() => {
  const place = document.querySelector("[data-import-progress]");
  const bar = document.querySelector("#import-progress progress");
  if (!place || !bar) return;

  const look = async () => {
    const answer = await fetch(place.dataset.importProgress, { headers: { Accept: "text/plain" } });
    if (!answer.ok || answer.headers.has("HX-Refresh")) {
      window.location.reload();
      return;
    }
    bar.value = Number(await answer.text());
    window.setTimeout(look, 1000);
  };
  window.setTimeout(look, 1000);
})();
