// Makes each [data-community] a combobox (ARIA 1.2): suggestions while typing, arrow keys,
// Enter, Escape. Without this file the form asks by radio buttons after sending.
(() => {
  "use strict";
  const WAIT = 120;
  const SHORTEST = 2;

  const element = (name, properties, parent) => {
    const made = Object.assign(document.createElement(name), properties);
    parent?.append(made);
    return made;
  };

  const enhance = (root) => {
    const input = root.querySelector("input[type=text]");
    const name = `${input.name}_code`;
    const list = element("ul", { className: "suggest", id: `${input.id}_list`, hidden: true });
    const status = element("div", { className: "visually-hidden" });
    let code = root.querySelector("input[type=hidden]");
    let items = [];
    let active = -1;
    let timer = 0;
    let request = null;

    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", root.dataset.label);
    status.setAttribute("role", "status");
    input.after(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    const mark = (place) => {
      active = place;
      [...list.children].forEach((option, index) => {
        option.setAttribute("aria-selected", String(index === place));
      });
      if (place < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      }
    };

    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    };

    const setCode = (value) => {
      // Radio buttons of an earlier answer belong to a text that is being changed now.
      root.querySelector("[data-choices]")?.remove();
      code ??= element("input", { type: "hidden", name }, root);
      code.value = value;
    };

    const choose = (place) => {
      input.value = items[place].text;
      setCode(items[place].code);
      status.textContent = items[place].text;
      close();
      // For whoever keeps drafts: a value set by a script tells nobody.
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const show = (found) => {
      items = found.items;
      list.replaceChildren();
      items.forEach((item, place) => {
        const option = element("li", { id: `${list.id}_${place}`, textContent: item.title }, list);
        option.setAttribute("role", "option");
        const place_and_note = [item.place, item.note].filter(Boolean).join("; ");
        if (place_and_note) element("small", { textContent: place_and_note }, option);
        option.addEventListener("click", () => choose(place));
      });
      list.hidden = items.length === 0;
      input.setAttribute("aria-expanded", String(items.length > 0));
      status.textContent = found.status;
      mark(-1);
    };

    const ask = async () => {
      request?.abort();
      const text = input.value.trim();
      if (text.length < SHORTEST) {
        close();
        return;
      }
      request = new AbortController();
      try {
        const query = new URLSearchParams({ q: text });
        const answer = await fetch(`${root.dataset.url}?${query}`, { signal: request.signal });
        if (answer.ok) show(await answer.json());
      } catch (error) {
        // A newer question, or no connection: the form still works when it is sent.
        if (error.name !== "AbortError") close();
      }
    };

    input.addEventListener("input", () => {
      setCode("");
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });

    input.addEventListener("keydown", (event) => {
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) {
          ask();
          return;
        }
        const step = event.key === "ArrowDown" ? 1 : -1;
        const from = active < 0 && step < 0 ? 0 : active;
        mark((from + step + items.length) % items.length);
      } else if (event.key === "Enter" && isOpen && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        close();
      }
    });

    // The list keeps the focus in the input, so that a click is not lost to its closing.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    input.addEventListener("blur", () => {
      clearTimeout(timer);
      request?.abort();
      close();
    });
  };

  document.querySelectorAll("[data-community]").forEach(enhance);
})();
