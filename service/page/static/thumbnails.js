/**
 * The pages of a document side by side, small.
 */
const WIDTH_PX = 160;
/** Each page costs sending the file again: beyond this, numbers have to do. */
const MAX_PICTURES = 12;
const MAX_BYTES = 8 * 1024 * 1024;

export class Thumbnails {
  /** @type {HTMLButtonElement[]} */
  #buttons = [];

  /**
   * @param {HTMLElement} root a list
   * @param {(number: number) => void} onPick told of the page that is chosen
   */
  constructor(root, onPick) {
    this.root = root;
    this.onPick = onPick;
    this.clear();
  }

  clear() {
    this.#buttons = [];
    this.root.replaceChildren();
    this.root.hidden = true;
  }

  /**
   * @param {import("./pictures.js").Pictures} pictures
   * @param {number} pages
   * @param {import("./places.js").Place[]} places
   */
  show(pictures, pages, places) {
    this.clear();
    if (pages < 2) return;
    const counts = Array(pages).fill(0);
    for (const { page } of places) counts[page - 1] += 1;
    this.#buttons = counts.map((count, index) => this.#button(index + 1, count));
    this.root.replaceChildren(...this.#buttons.map(listItem));
    this.root.hidden = false;
    if (pages <= MAX_PICTURES && pictures.file.size <= MAX_BYTES) this.#draw(pictures);
  }

  /** @param {number} current page, from 1 */
  mark(current) {
    this.#buttons.forEach((button, index) => {
      if (index + 1 === current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  /**
   * @param {number} number of the page
   * @param {number} count of the values that stand on it
   */
  #button(number, count) {
    const button = document.createElement("button");
    const values = count > 1 ? `${count} valeurs` : count ? "1 valeur" : "aucune valeur";
    Object.assign(button, { type: "button", className: "thumbnail", textContent: String(number) });
    button.setAttribute("aria-label", `Page ${number}, ${values}`);
    button.onclick = () => this.onPick(number);
    return button;
  }

  /** One after the other: pages that are looked at come first. */
  async #draw(pictures) {
    const buttons = this.#buttons;
    for (const [index, button] of buttons.entries()) {
      const address = await pictures.address(index + 1, WIDTH_PX).catch(() => null);
      if (!address || this.#buttons !== buttons) return;
      const image = Object.assign(document.createElement("img"), { src: address, alt: "" });
      button.prepend(image);
    }
  }
}

/** @param {HTMLElement} content */
function listItem(content) {
  const item = document.createElement("li");
  item.append(content);
  return item;
}
