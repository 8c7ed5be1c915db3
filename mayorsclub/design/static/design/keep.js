/* Keeps what was typed into a form while the language is switched; only in this tab, once.
   A form that saves itself as it is typed (data-autosave) needs none of this. */
(() => {
  const place = `kept:${location.pathname.replace(/^\/en(?=\/)/, "")}`;
  const forms = () => document.querySelectorAll("main form[method=post]:not([data-autosave])");
  const inputs = (form) =>
    [...form.elements].filter(
      (input) => input.name && !["hidden", "file", "password", "submit", "button"].includes(input.type),
    );
  const isChoice = (input) => input.type === "checkbox" || input.type === "radio";

  const keep = () => {
    const kept = [...forms()].map((form) =>
      inputs(form).map((input) => (isChoice(input) ? input.checked : input.value)),
    );
    sessionStorage.setItem(place, JSON.stringify(kept));
  };

  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "[]");
    sessionStorage.removeItem(place);
    forms().forEach((form, at) => {
      const values = kept[at] ?? [];
      const found = inputs(form);
      // Another form stands here now: better nothing than a word in the wrong place.
      if (values.length !== found.length) return;
      found.forEach((input, number) => {
        if (isChoice(input)) input.checked = values[number];
        else input.value = values[number];
      });
    });
  };

  restore();
  for (const link of document.querySelectorAll(".lang a")) link.addEventListener("click", keep);
})();
