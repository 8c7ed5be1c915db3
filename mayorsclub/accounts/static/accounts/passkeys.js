/* Passkey forms: <form data-passkey="get|create"> with an input named credential. The options
   for the browser are in a JSON script of the form or come from its address. */
(() => {
  const coder = window.webauthnJSON;
  if (!window.PublicKeyCredential || !coder) return;

  async function optionsOf(form) {
    const inPage = form.querySelector('script[type="application/json"]');
    if (inPage) return JSON.parse(inPage.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`options: ${answer.status}`);
    return (await answer.json()).request_options;
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const problem = form.querySelector("[data-passkey-error]");
      problem.hidden = true;
      try {
        const credential = await coder[form.dataset.passkey](await optionsOf(form));
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch (error) {
        // The person closed the dialogue, or the device has no passkey for us.
        console.warn(error);
        problem.hidden = false;
      }
    });
  }
})();
