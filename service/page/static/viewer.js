/**
 * The page of the document, with the places of its values.
 */
import { Marks } from "./marks.js";
import { Thumbnails } from "./thumbnails.js";
import { turnBox } from "./turning.js";

const WIDTH_PX = 1600;
const ZOOM_STEP = 1.25;
const MAX_ZOOM = 4;
/** A place that is shown is zoomed to until it is as high as this, for its text to be read. */
const LEGIBLE_PX = 13;
const MAX_REVEALING_ZOOM = 3;

export class Viewer {
  /** @type {import("./pictures.js").Pictures | null} */
  #pictures = null;
  /** @type {import("./places.js").Place[]} */
  #places = [];
  #pages = 1;
  #page = 1;
  /** @type {Map<number, number>} quarters clockwise by which a person turned pages */
  #turns = new Map();
  /** What a person asked for, and what is shown: more, where a place would be too small. */
  #zoom = 1;
  #shownZoom = 1;
  /** @type {string | null} */
  #current = null;

  /**
   * @param {HTMLElement} root
   * @param {{onPick: (name: string) => void, onPoint: (names: string[]) => void}} options
   */
  constructor(root, options) {
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.root = root;
    this.window = part("window");
    this.sheet = part("sheet");
    this.image = part("image");
    this.message = part("message");
    this.position = part("position");
    this.steps = { previous: part("previous"), next: part("next") };
    this.zooms = { out: part("zoom-out"), in: part("zoom-in") };
    this.marks = new Marks(part("marks"), options);
    this.thumbnails = new Thumbnails(part("thumbnails"), (number) => this.showPage(number));
    this.steps.previous.onclick = () => this.showPage(this.#page - 1);
    this.steps.next.onclick = () => this.showPage(this.#page + 1);
    this.zooms.out.onclick = () => this.#setZoom(this.#shownZoom / ZOOM_STEP);
    this.zooms.in.onclick = () => this.#setZoom(this.#shownZoom * ZOOM_STEP);
    part("turn").onclick = () => this.#turn();
    this.image.onload = () => this.#drawn();
  }

  /**
   * Show the first page of a file, of which nothing is known yet.
   *
   * @param {import("./pictures.js").Pictures} pictures
   */
  open(pictures) {
    this.#pictures = pictures;
    this.#places = [];
    this.#pages = 1;
    this.#turns.clear();
    this.#zoom = 1;
    this.#current = null;
    this.thumbnails.clear();
    this.showPage(1);
  }

  /**
   * What was read: how many pages there are, and where the values stand.
   *
   * @param {number} pages
   * @param {import("./places.js").Place[]} places
   */
  show(pages, places) {
    this.#pages = pages;
    this.#places = places;
    if (pages === 0) {
      this.#say("Cette facture est un fichier XML : elle n’a pas de page à montrer. "
        + "Les valeurs du formulaire viennent du XML lui-même.");
      return;
    }
    this.thumbnails.show(this.#pictures, pages, places);
    this.#arrange();
  }

  /** @param {number} number of the page to show, from 1 */
  async showPage(number) {
    if (number < 1 || number > this.#pages) return;
    const pictures = this.#pictures;
    this.#page = number;
    const turns = this.#turned;
    this.window.scrollTo(0, 0);
    this.sheet.classList.add("is-loading");
    this.image.removeAttribute("src");
    this.image.alt = "";
    this.#arrange();
    try {
      const address = await pictures.address(number, WIDTH_PX, turns);
      const isCurrent = this.#page === number && this.#turned === turns;
      if (this.#pictures !== pictures || !isCurrent) return;
      this.image.alt = `Page ${number} de ${pictures.file.name}`;
      this.image.src = address;
    } catch (error) {
      if (this.#pictures === pictures && this.#page === number) this.#fail(error);
    }
  }

  /**
   * Show where a field's value stands.
   *
   * @param {string} name of the field
   */
  reveal(name) {
    const place = this.#places.find(({ names }) => names.includes(name));
    this.#current = place ? name : null;
    if (place && place.page !== this.#page) this.showPage(place.page);
    else this.#reveal();
  }

  /** Let go of the file. */
  close() {
    this.#pictures?.close();
    this.#pictures = null;
    this.#places = [];
    this.thumbnails.clear();
    this.marks.show([]);
    this.image.removeAttribute("src");
  }

  #drawn() {
    this.sheet.classList.remove("is-loading");
    this.#reveal();
  }

  /** Marks, position and buttons of the page shown. */
  #arrange() {
    this.message.hidden = true;
    this.sheet.hidden = false;
    this.root.classList.remove("is-empty");
    const here = this.#places.filter(({ page }) => page === this.#page);
    this.marks.show(here.map((place) => ({ ...place, bbox: turnBox(place.bbox, this.#turned) })));
    this.position.textContent = `Page ${this.#page} sur ${this.#pages}`;
    this.window.setAttribute("aria-label", `Page ${this.#page} de la facture`);
    setDisabled(this.steps.previous, this.#page <= 1);
    setDisabled(this.steps.next, this.#page >= this.#pages);
    for (const step of Object.values(this.steps)) step.hidden = this.#pages < 2;
    this.thumbnails.mark(this.#page);
    this.#reveal();
  }

  #reveal() {
    const mark = this.marks.highlight(this.#current);
    if (!mark || !this.sheet.offsetHeight) {
      this.#setWidth(this.#zoom);
      return;
    }
    const place = this.#places.find(({ names }) => names.includes(this.#current));
    const [left, top, right, bottom] = turnBox(place.bbox, this.#turned);
    const [width, height] = [this.window.clientWidth, this.window.clientHeight];
    const ratio = this.sheet.offsetHeight / this.sheet.offsetWidth;
    const legible = LEGIBLE_PX / ((bottom - top) * width * ratio);
    const fitting = 0.9 / (right - left);
    this.#setWidth(Math.max(this.#zoom, Math.min(legible, fitting, MAX_REVEALING_ZOOM)));
    const { offsetWidth, offsetHeight, offsetLeft, offsetTop } = this.sheet;
    this.window.scrollTo({
      left: offsetLeft + ((left + right) / 2) * offsetWidth - width / 2,
      top: offsetTop + ((top + bottom) / 2) * offsetHeight - height / 2,
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
  }

  /** Quarters clockwise by which the page shown is turned. */
  get #turned() {
    return this.#turns.get(this.#page) ?? 0;
  }

  #turn() {
    this.#turns.set(this.#page, (this.#turned + 1) % 4);
    this.showPage(this.#page);
  }

  /** @param {number} zoom that a person wants; what is in the middle stays there */
  #setZoom(zoom) {
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = this.window;
    const before = this.#shownZoom;
    this.#zoom = Math.min(Math.max(zoom, 1), MAX_ZOOM);
    this.#setWidth(this.#zoom);
    const growth = this.#zoom / before;
    const left = (scrollLeft + clientWidth / 2) * growth - clientWidth / 2;
    const top = (scrollTop + clientHeight / 2) * growth - clientHeight / 2;
    this.window.scrollTo({ left, top, behavior: "instant" });
  }

  /** @param {number} zoom */
  #setWidth(zoom) {
    this.#shownZoom = zoom;
    this.sheet.style.width = `${zoom * 100}%`;
    setDisabled(this.zooms.out, zoom <= 1);
    setDisabled(this.zooms.in, zoom >= MAX_ZOOM);
  }

  /** @param {Error & {status?: number, title?: string, detail?: string}} problem */
  #fail(problem) {
    if (problem.name === "AbortError" || problem.type === "page.not_found") return;
    this.#say(`La page ne peut pas être montrée. ${problem.message}`);
  }

  /** @param {string} text in place of the page */
  #say(text) {
    this.sheet.hidden = true;
    this.message.hidden = false;
    this.message.textContent = text;
    this.root.classList.add("is-empty");
  }
}

/** Disabled for all, without losing the focus of whoever just pressed it. */
function setDisabled(button, disabled) {
  button.setAttribute("aria-disabled", String(disabled));
}
