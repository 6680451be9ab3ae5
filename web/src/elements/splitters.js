/**
 * The bars between the panels: dragged, or moved with the arrows; where they stand is kept.
 * @module elements/splitters
 */
import { settings } from "../settings.js";

const STEP = 16;

/**
 * @param {string} selector @param {"left" | "right" | "upper"} setting @param {(event: PointerEvent) => number} at @param {number} step @param {[number, number]} limits
 */
function splitter(selector, setting, at, step, [least, most]) {
  const bar = /** @type {HTMLElement} */ (document.querySelector(selector));
  /** @param {number} value */
  const move = (value) => settings.set({ [setting]: Math.min(most, Math.max(least, value)) });
  const show = () => {
    const now = settings.current[setting];
    document.documentElement.style.setProperty(`--${setting}`, setting === "upper" ? `${now * 100}%` : `${now}px`);
    bar.setAttribute("aria-valuenow", String(Math.round(setting === "upper" ? now * 100 : now)));
  };
  bar.setAttribute("aria-valuemin", String(setting === "upper" ? least * 100 : least));
  bar.setAttribute("aria-valuemax", String(setting === "upper" ? most * 100 : most));
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    bar.onpointermove = (moved) => move(at(moved));
  });
  bar.addEventListener("pointerup", () => (bar.onpointermove = null));
  bar.addEventListener("keydown", (event) => {
    const direction = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    move(settings.current[setting] + direction * step);
  });
  settings.addEventListener("change", show);
  show();
}

export function splitPanels() {
  splitter("#split-left", "left", (event) => event.clientX, STEP, [140, 480]);
  splitter("#split-right", "right", (event) => innerWidth - event.clientX, -STEP, [220, 640]);
  const middle = /** @type {HTMLElement} */ (document.querySelector(".middle"));
  splitter("#split-upper", "upper", (event) => (event.clientY - middle.getBoundingClientRect().top) / middle.clientHeight, 0.03, [0.12, 0.85]);
}
