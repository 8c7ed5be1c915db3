/* Starts Wagtail's widgets without inline scripts, which the office's policy forbids.
   Our templates write, in their place, a <template> that names what to start and with what. */
(() => {
  const known = /^(init(Date|Time|DateTime)Chooser|InlinePanel|MultipleChooserPanel|[A-Z]\w*Chooser|Chooser)$/;

  class Start extends window.StimulusModule.Controller {
    static values = { name: String, arguments: Array };

    connect() {
      const found = known.test(this.nameValue) && window[this.nameValue];
      if (typeof found !== "function" || this.element.dataset.started) return;
      this.element.dataset.started = "yes";
      if (this.nameValue.startsWith("init")) found(...this.argumentsValue);
      else new found(...this.argumentsValue);
    }
  }

  window.wagtail.app.register("office-start", Start);
})();
