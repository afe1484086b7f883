/**
 * The page's stages, of which one is shown: `drop`, `work`, `receipt`.
 */
export class Stages {
  /** @param {HTMLElement} root that holds elements with `data-stage` */
  constructor(root) {
    this.sections = [...root.querySelectorAll("[data-stage]")];
    this.title = document.title;
  }

  /**
   * @param {string} name
   * @param {string} [title] of the document
   */
  show(name, title) {
    document.documentElement.dataset.shown = name;
    document.title = title ? `${title} – ${this.title}` : this.title;
    for (const section of this.sections) section.hidden = section.dataset.stage !== name;
    scrollTo({ top: 0, behavior: "instant" });
    const shown = this.sections.find((section) => !section.hidden);
    shown.querySelector("h1").focus({ preventScroll: true });
  }
}
