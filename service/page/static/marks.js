/**
 * The places marked on a page: buttons that lead to their fields, one stop for the Tab key.
 */

/** @typedef {import("./places.js").Place} Place */

export class Marks {
  /** @type {Map<HTMLButtonElement, Place>} */
  #places = new Map();

  /**
   * @param {HTMLElement} root a toolbar as large as the page
   * @param {{onPick: (name: string) => void, onPoint: (names: string[]) => void}} options
   *   `onPick` is told of a click, `onPoint` of what is pointed at
   */
  constructor(root, { onPick, onPoint }) {
    this.root = root;
    this.onPick = onPick;
    this.onPoint = onPoint;
    root.addEventListener("keydown", (event) => this.#move(event));
  }

  /** @param {Place[]} places of the page shown */
  show(places) {
    this.#places = new Map(places.map((place) => [this.#button(place), place]));
    this.root.replaceChildren(...this.#places.keys());
    this.root.hidden = places.length === 0;
    const [first] = this.#places.keys();
    if (first) first.tabIndex = 0;
  }

  /**
   * Set a field's place off from the others.
   *
   * @param {string | null} name of the field; null for none
   * @returns {HTMLButtonElement | undefined} its mark
   */
  highlight(name) {
    let found;
    for (const [button, { names }] of this.#places) {
      const isIt = name !== null && names.includes(name);
      button.classList.toggle("is-current", isIt);
      if (isIt) found = button;
    }
    if (found) this.#stopAt(found);
    return found;
  }

  /** @param {Place} place */
  #button(place) {
    const [left, top, right, bottom] = place.bbox;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "mark", tabIndex: -1, title: place.label });
    button.dataset.level = place.level;
    button.setAttribute("aria-label", `${place.label}. Aller au champ`);
    const percent = (fraction) => `${(fraction * 100).toFixed(3)}%`;
    button.style.left = percent(left);
    button.style.top = percent(top);
    button.style.width = percent(right - left);
    button.style.height = percent(bottom - top);
    // a small place within a large one stays within reach
    button.style.zIndex = String(Math.round(1 / Math.max((right - left) * (bottom - top), 1e-4)));
    let turn = 0;
    button.onclick = () => this.onPick(place.names[turn++ % place.names.length]);
    button.onpointerenter = () => this.onPoint(place.names);
    button.onpointerleave = () => this.onPoint([]);
    return button;
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const buttons = [...this.#places.keys()];
    const here = buttons.indexOf(document.activeElement);
    const ends = { Home: 0, End: buttons.length - 1 };
    const next = ends[event.key] ?? here + (steps[event.key] ?? NaN);
    if (here < 0 || Number.isNaN(next)) return;
    event.preventDefault();
    const button = buttons[(next + buttons.length) % buttons.length];
    this.#stopAt(button);
    button.focus();
  }

  /** @param {HTMLButtonElement} button that the Tab key is to stop at */
  #stopAt(button) {
    for (const other of this.#places.keys()) other.tabIndex = other === button ? 0 : -1;
  }
}
