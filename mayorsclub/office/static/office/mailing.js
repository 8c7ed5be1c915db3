/* Beside the choice of receivers stands how many there are, anew after each change. */
(() => {
  const whom = document.querySelector(".mailing__whom");
  const shown = document.querySelector(".mailing__count");
  if (!whom || !shown) return;
  let last = 0;

  async function count() {
    const mine = ++last;
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(whom.form)) {
      if (whom.querySelector(`[name="${name}"]`) || name === "purpose") chosen.set(name, value);
    }
    try {
      const answer = await fetch(`${whom.dataset.count}?${chosen}`);
      if (answer.ok && mine === last) shown.textContent = await answer.text();
    } catch {
      shown.textContent = "";
    }
  }

  whom.form.addEventListener("change", count);
  count();
})();
