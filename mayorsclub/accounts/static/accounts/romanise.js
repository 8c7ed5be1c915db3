// Proposes the English name while the Ukrainian one is typed (resolution 55 of 27.01.2010).
// The server proposes the same when the field is left empty, so the page works without this.
(() => {
  const first = { є: "ye", ї: "yi", й: "y", ю: "yu", я: "ya" };
  const other = {
    а: "a", б: "b", в: "v", г: "h", ґ: "g", д: "d", е: "e", є: "ie", ж: "zh", з: "z", и: "y",
    і: "i", ї: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s",
    т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ь: "", ю: "iu",
    я: "ia", "’": "", "'": "",
  };
  const word = (text) => {
    const low = text.toLowerCase().replaceAll("зг", "zgh");
    const latin = [...low].map((sign, at) => (at === 0 && first[sign]) || (other[sign] ?? sign)).join("");
    return latin.charAt(0).toUpperCase() + latin.slice(1);
  };
  const romanise = (text) => text.trim().split(/([\s-]+)/).map(word).join("");

  for (const target of document.querySelectorAll("[data-romanise]")) {
    const sources = target.dataset.romanise.split(" ").map((name) => target.form.elements[name]);
    const proposal = () => sources.map((source) => romanise(source.value)).filter(Boolean).join(" ");
    // A person's own spelling wins: only an empty field or our own proposal is replaced.
    let own = target.value !== "" && target.value !== proposal();
    target.addEventListener("input", () => { own = target.value !== ""; });
    for (const source of sources) {
      source.addEventListener("input", () => { if (!own) target.value = proposal(); });
    }
  }
})();
