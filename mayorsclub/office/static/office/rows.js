/* The box that chooses all rows of a page, and the one for all that fit. Without scripts each
   row has its own box, and the server understands both. */
(() => {
  const rows = () => [...document.querySelectorAll('input[name="pk"][form="bulk"]')];

  class Rows extends window.StimulusModule.Controller {
    connect() {
      this.element.hidden = false;
    }

    choose() {
      rows().forEach((row) => { row.checked = this.element.checked; });
    }
  }

  class AllRows extends window.StimulusModule.Controller {
    choose() {
      rows().forEach((row) => { row.disabled = this.element.checked; });
    }
  }

  window.wagtail.app.register("office-rows", Rows);
  window.wagtail.app.register("office-all-rows", AllRows);
})();
