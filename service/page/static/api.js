/**
 * The calls of the service.
 */
import { Keys } from "./keys.js";
import { Problem, problemOf, unreachable } from "./problems.js";

const TRIES = 4;

/** @typedef {(problem: Problem, seconds: number) => void} OnWait told before a request is retried */

export class Service {
  /**
   * @param {string} base address of the service, without a trailing slash
   * @param {{keys?: Keys, onWait?: OnWait}} options
   */
  constructor(base, { keys = new Keys(), onWait = () => {} } = {}) {
    this.base = base.replace(/\/+$/, "");
    this.keys = keys;
    this.onWait = onWait;
  }

  /**
   * Read a document.
   *
   * @param {File} file
   * @param {AbortSignal} [signal]
   * @returns {Promise<object>} the result document of the contract
   */
  async prefill(file, signal) {
    return (await this.#post("/v1/prefill", () => formOf(file), signal)).json();
  }

  /**
   * A page as a picture.
   *
   * @param {File} file
   * @param {number} number from 1
   * @param {number} width in pixels
   * @param {AbortSignal} [signal]
   * @returns {Promise<Blob>}
   */
  async page(file, number, width, signal) {
    const path = `/v1/pages/${number}?width=${width}`;
    return (await this.#post(path, () => formOf(file), signal)).blob();
  }

  /**
   * What a person made of the values read.
   *
   * @param {object} correction body of `POST /v1/corrections`
   * @returns {Promise<object>} the service's receipt; empty where it gives none
   */
  async sendCorrection(correction) {
    const body = () => JSON.stringify(correction);
    const headers = { "content-type": "application/json" };
    const answer = await this.#post("/v1/corrections", body, undefined, headers);
    return answer.json().catch(() => ({}));
  }

  /**
   * @param {string} path
   * @param {() => BodyInit} body made anew for each try
   * @param {AbortSignal} [signal]
   * @param {Record<string, string>} [headers]
   */
  async #post(path, body, signal, headers = {}) {
    for (let trial = 1; ; trial += 1) {
      const key = this.keys.value;
      const sent = { "accept-language": "fr", ...this.keys.headers(), ...headers };
      const request = { method: "POST", body: body(), headers: sent, signal };
      const answer = await fetch(this.base + path, request).catch((error) => {
        throw error.name === "AbortError" ? error : unreachable();
      });
      if (answer.ok) return answer;
      const problem = await problemOf(answer);
      if (answer.status === 401 && (await this.keys.renew(key))) continue;
      const passes = answer.status === 429 || answer.status === 503;
      if (!passes || trial === TRIES || problem.retryAfter === undefined) throw problem;
      this.onWait(problem, problem.retryAfter);
      await pause(problem.retryAfter * 1000, signal);
    }
  }
}

/** @param {File} file */
function formOf(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return form;
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
