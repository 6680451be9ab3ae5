/**
 * The server's events: one stream for the whole page. The browser connects again by itself, and the server sends what was missed.
 * @module events
 */

/** Tells of `job` (detail: the job), `catalogue` (detail: what changed), `model` (detail: how far the download of a network is), `online` and `offline`. */
class ServerEvents extends EventTarget {
  #online = true;

  /** Whether the server answers. */
  get online() {
    return this.#online;
  }

  connect() {
    const source = new EventSource("/events");
    source.addEventListener("open", () => this.#be(true));
    source.addEventListener("error", () => {
      this.#be(false);
      // A stream that the server refused is not opened again by the browser.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.connect(), 3000);
    });
    for (const type of ["job", "catalogue", "model"]) {
      source.addEventListener(type, (event) => this.dispatchEvent(new CustomEvent(type, { detail: JSON.parse(event.data) })));
    }
    source.addEventListener("reset", () => this.dispatchEvent(new CustomEvent("catalogue", { detail: { results: true, marks: true } })));
  }

  /** @param {boolean} online */
  #be(online) {
    if (online === this.#online) return;
    this.#online = online;
    this.dispatchEvent(new Event(online ? "online" : "offline"));
    if (online) this.dispatchEvent(new CustomEvent("catalogue", { detail: { results: true, marks: true } }));
  }
}

export const serverEvents = new ServerEvents();
