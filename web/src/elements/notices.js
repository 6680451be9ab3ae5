/**
 * What happened, said in a corner and to screen readers: it goes away by itself, unless it is an error.
 * @module elements/notices
 */
import { ApiError } from "../api.js";
import { el, icon } from "../dom.js";
import { serverEvents } from "../events.js";

const STAY_MS = 5000;
/** What offers a way back has to be read and reached. */
const STAY_WITH_ACTION_MS = 10_000;
const box = el("div", { class: "notices", role: "status", "aria-live": "polite" });

/** Puts the corner on the page. */
export function showNotices() {
  document.body.append(box);
}

/** @returns The notice, for who has something newer to say. @param {string} text @param {{ error?: boolean, action?: { label: string, run: () => void } }} [options] */
export function notice(text, { error = false, action } = {}) {
  const close = el("button", { type: "button", class: "quiet", "aria-label": "Close" }, icon("xmark"));
  const made = el("div", { class: error ? "notice error" : "notice" }, el("span", {}, text));
  if (action) {
    const button = el("button", { type: "button" }, action.label);
    button.addEventListener("click", () => {
      made.remove();
      action.run();
    });
    made.append(button);
  }
  made.append(close);
  close.addEventListener("click", () => made.remove());
  // The same error again and again is one.
  for (const other of box.children) if (other.textContent === made.textContent) other.remove();
  box.append(made);
  if (!error) setTimeout(() => made.remove(), action ? STAY_WITH_ACTION_MS : STAY_MS);
  return made;
}

/** Does something that may fail at the server, and says so if it does. @template T @param {() => Promise<T>} act @returns {Promise<T | null>} */
export async function report(act) {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    const told = notice(error instanceof Error ? error.message : String(error), { error: true });
    // That the server does not answer is over when it does.
    if (error instanceof ApiError && error.code === "unreachable") serverEvents.addEventListener("online", () => told.remove(), { once: true });
    return null;
  }
}

/** Tells all lists that the user changed something. */
export function changed() {
  window.dispatchEvent(new CustomEvent("catalogue-changed"));
}
