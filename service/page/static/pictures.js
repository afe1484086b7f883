/**
 * Pictures of a file's pages, drawn by the service; the browser keeps them while they are shown.
 */
import { turnPicture } from "./turning.js";

export class Pictures {
  /** @type {Map<string, Promise<string>>} addresses, by page, width and turns */
  #addresses = new Map();
  #ending = new AbortController();

  /**
   * @param {import("./api.js").Service} service
   * @param {File} file
   */
  constructor(service, file) {
    this.service = service;
    this.file = file;
  }

  /**
   * @param {number} number of the page, from 1
   * @param {number} width in pixels, before it is turned
   * @param {number} turns quarters clockwise, 0 to 3
   * @returns {Promise<string>} address of the picture, for as long as this is not closed
   */
  address(number, width, turns = 0) {
    const key = `${number}/${width}/${turns}`;
    if (!this.#addresses.has(key)) {
      const address = turns
        ? this.address(number, width).then((upright) => turnPicture(upright, turns))
        : this.#draw(number, width);
      address.catch(() => this.#addresses.delete(key));
      this.#addresses.set(key, address);
    }
    return this.#addresses.get(key);
  }

  /** @param {number} number @param {number} width */
  async #draw(number, width) {
    const blob = await this.service.page(this.file, number, width, this.#ending.signal);
    return URL.createObjectURL(blob);
  }

  /** Let go of everything. */
  close() {
    this.#ending.abort();
    for (const address of this.#addresses.values()) {
      address.then(URL.revokeObjectURL, () => {});
    }
    this.#addresses.clear();
  }
}
