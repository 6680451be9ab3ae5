/**
 * The first minute: what to do with an empty catalogue, and three keys.
 * @module elements/welcome
 */
import { el } from "../dom.js";
import { settings } from "../settings.js";

/** Shows it once, until it is closed. */
export function welcome() {
  if (settings.current.welcomed) return;
  const close = el("button", { type: "button", class: "primary" }, "Start");
  const box = el(
    "aside",
    { class: "welcome", "aria-label": "First steps" },
    el("h2", {}, "Hear, see, find and keep"),
    el(
      "ol",
      {},
      el("li", {}, el("kbd", {}, "↓"), " goes through the sounds; switch on Auto-play (", el("kbd", {}, "A"), ") and each one plays."),
      el("li", {}, el("kbd", {}, "Space"), " plays and pauses, ", el("kbd", {}, "["), " and ", el("kbd", {}, "]"), " go through the regions, ", el("kbd", {}, "L"), " loops one."),
      el("li", {}, "Drop sounds anywhere on the page to add them; drag a row into your DAW to use it. ", el("kbd", {}, "?"), " shows all keys."),
    ),
    close,
  );
  close.addEventListener("click", () => {
    box.remove();
    settings.set({ welcomed: true });
  });
  document.body.append(box);
}
