// Makes the search box a combobox (ARIA 1.2): suggestions while typing, arrow keys, Enter,
// Escape. htmx fetches them; it is loaded when the box is first used, so that a page costs
// nobody else anything.
(() => {
  "use strict";
  const form = document.querySelector("[data-finder]");
  if (!form) return;
  const input = form.querySelector("input[type=search]");
  const found = document.getElementById("finder_found");
  const status = document.getElementById("finder_status");
  let active = -1;

  const options = () => [...found.querySelectorAll("[role=option]")];

  const mark = (place) => {
    active = place;
    input.removeAttribute("aria-activedescendant");
    options().forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === place));
      if (index === place) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  };

  const show = (isOpen) => {
    found.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  };

  const load = () => {
    // Read by htmx when it starts: nothing that the page's policy refuses.
    const settings = Object.assign(document.createElement("meta"), {
      name: "htmx-config",
      content: JSON.stringify({ includeIndicatorStyles: false, allowEval: false }),
    });
    const script = document.createElement("script");
    script.src = form.dataset.htmx;
    script.addEventListener("load", () => {
      htmx.process(form);
      // What was typed while it was loading.
      if (input.value !== input.defaultValue) input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    document.head.append(settings, script);
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", found.id);
  if (document.activeElement === input) load();
  else input.addEventListener("focus", load, { once: true });

  found.addEventListener("htmx:afterSwap", () => {
    show(options().length > 0 && document.activeElement === input && input.value.trim() !== "");
  });

  input.addEventListener("keydown", (event) => {
    const list = options();
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.length) {
      event.preventDefault();
      if (found.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = active < 0 && step < 0 ? 0 : active;
      mark((from + step + list.length) % list.length);
    } else if (event.key === "Enter" && !found.hidden && active >= 0) {
      event.preventDefault();
      location.assign(list[active].href);
    } else if (event.key === "Escape" && !found.hidden) {
      event.preventDefault();
      show(false);
      status.textContent = "";
    }
  });

  const fold = form.closest("details");
  fold?.addEventListener("toggle", () => {
    if (fold.open) input.focus();
  });
  fold?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });

  // The focus stays in the input, so that a click is not lost to the list's closing.
  found.addEventListener("pointerdown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
})();
