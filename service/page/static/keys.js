/**
 * The key that a service may ask for: kept for as long as the tab is open, and nowhere else.
 */
const NAME = "bleuet.key";

/** @typedef {(rejected: boolean) => Promise<string | null>} AskKey asks a person; null: no answer */

export class Keys {
  /**
   * @param {{key?: string, ask?: AskKey}} options `key` for a fixed one; `ask` to ask a person
   */
  constructor({ key, ask } = {}) {
    this.ask = ask;
    this.value = key ?? (ask ? sessionStorage.getItem(NAME) : null);
    /** @type {Promise<boolean> | null} */
    this.asking = null;
  }

  /** @returns {Record<string, string>} headers of a request */
  headers() {
    return this.value ? { authorization: `Bearer ${this.value}` } : {};
  }

  /**
   * The service said no to what was sent: ask for a key, once for all requests that wait.
   *
   * @param {string | null} sent the key that was refused
   * @returns {Promise<boolean>} whether there is another one to try
   */
  async renew(sent) {
    if (this.value !== sent) return true;
    if (!this.ask) return false;
    this.asking ??= this.ask(sent !== null).then((key) => {
      this.asking = null;
      if (!key) return false;
      this.value = key;
      sessionStorage.setItem(NAME, key);
      return true;
    });
    return this.asking;
  }
}
