/**
 * Pictures of a file's pages, drawn by the service; the browser keeps them while they are shown.
 */
export class Pictures {
  /** @type {Map<string, Promise<string>>} addresses, by page and width */
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
   * @param {number} width in pixels
   * @returns {Promise<string>} address of the picture, for as long as this is not closed
   */
  address(number, width) {
    const key = `${number}/${width}`;
    if (!this.#addresses.has(key)) {
      const drawing = this.service.page(this.file, number, width, this.#ending.signal);
      const address = drawing.then((blob) => URL.createObjectURL(blob));
      address.catch(() => this.#addresses.delete(key));
      this.#addresses.set(key, address);
    }
    return this.#addresses.get(key);
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
