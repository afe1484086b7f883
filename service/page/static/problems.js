/**
 * What went wrong, in the words of the service (RFC 9457).
 */
export class Problem extends Error {
  /**
   * @param {{type?: string, title?: string, detail?: string, status?: number}} content
   * @param {number} [retryAfter] seconds after which it makes sense to try again
   */
  constructor({ type = "about:blank", title = "Erreur", detail = "", status = 0 }, retryAfter) {
    super(detail && detail !== title ? `${title} : ${detail}` : title);
    this.name = "Problem";
    this.type = type;
    this.title = title;
    this.detail = detail === title ? "" : detail;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * The problem that an answer tells of.
 *
 * @param {Response} answer not a success
 * @returns {Promise<Problem>}
 */
export async function problemOf(answer) {
  const seconds = Number.parseInt(answer.headers.get("retry-after") ?? "", 10);
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
  const isProblem = (answer.headers.get("content-type") ?? "").includes("problem+json");
  const content = isProblem ? await answer.json().catch(() => ({})) : {};
  const title = `Le service a répondu ${answer.status}`;
  return new Problem({ title, ...content, status: answer.status }, retryAfter);
}

/** No answer came. */
export function unreachable() {
  return new Problem({
    type: "network.unreachable",
    title: "Service injoignable",
    detail: "Le service ne répond pas. Vérifiez votre connexion, puis réessayez.",
  });
}
