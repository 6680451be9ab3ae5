/**
 * The map: regions near each other sound alike. The wheel zooms, a drag moves, Shift and a drag draw a lasso, hovering plays where auto-play is on.
 * @module elements/map-view
 */
import { getMap, getRegion } from "../api.js";
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { duration, title } from "../format.js";
import { player } from "../player.js";
import { settings } from "../settings.js";
import { state } from "../state.js";
import { collectRegions } from "./collecting.js";
import { notice, report } from "./notices.js";

const REACH = 12;
const HOVER_MS = 120;

/** @typedef {{ region_id: number, model: string, x: number, y: number, kind: string | null }} Point */

/** Whether a place lies within a drawn line, by the number of its edges that a ray crosses. @param {{x: number, y: number}} p @param {{x: number, y: number}[]} line */
export function inside(p, line) {
  let within = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    if (line[i].y > p.y !== line[j].y > p.y && p.x < ((line[j].x - line[i].x) * (p.y - line[i].y)) / (line[j].y - line[i].y) + line[i].x) within = !within;
  }
  return within;
}

class MapView extends HTMLElement {
  #canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { tabindex: 0, role: "img", "aria-label": "Map of the regions: those near each other sound alike. The table of regions holds the same for the keyboard." }));
  #said = el("p", { class: "hint", role: "status" });
  /** @type {Point[]} */
  #points = [];
  #view = { x: 0, y: 0, scale: 1 };
  /** @type {{x: number, y: number}[]} */
  #lasso = [];
  /** @type {Point | null} */
  #near = null;
  #drag = /** @type {{x: number, y: number, lasso: boolean, moved: boolean} | null} */ (null);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hover;
  #resize = new ResizeObserver(() => this.#draw());

  connectedCallback() {
    this.replaceChildren(el("h2", {}, "Map"), this.#said, this.#canvas);
    const canvas = this.#canvas;
    canvas.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#drag = { x: event.offsetX, y: event.offsetY, lasso: event.shiftKey, moved: false };
      this.#lasso = [];
    });
    canvas.addEventListener("pointermove", (event) => this.#onMove(event));
    canvas.addEventListener("pointerup", (event) => this.#onUp(event));
    this.#resize.observe(this);
    this.#load();
  }

  disconnectedCallback() {
    this.#resize.disconnect();
    clearTimeout(this.#hover);
  }

  async #load() {
    const points = await report(getMap);
    if (!points) return;
    const models = [...new Set(points.map((point) => point.model))];
    const most = models.sort((a, b) => points.filter((p) => p.model === b).length - points.filter((p) => p.model === a).length)[0];
    this.#points = points.filter((point) => point.model === most);
    this.#said.textContent = this.#points.length === 0 ? "There is nothing to place yet: analyse some sounds." : `${this.#points.length} regions as ${most} hears them. Wheel zooms, drag moves, Shift and drag collect, a click opens and plays; what the pointer rests on plays too where Auto-play (A) is on.`;
    const xs = this.#points.map((p) => p.x);
    const ys = this.#points.map((p) => p.y);
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    this.#view = { x: (left + right) / 2, y: (low + high) / 2, scale: 0.9 * Math.min(width / (right - left || 1), height / (high - low || 1)) };
    this.#draw();
  }

  /** @param {Point} point */
  #place(point) {
    const { x, y, scale } = this.#view;
    return { x: this.#canvas.clientWidth / 2 + (point.x - x) * scale, y: this.#canvas.clientHeight / 2 - (point.y - y) * scale };
  }

  #draw() {
    const canvas = this.#canvas;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (width === 0) return;
    canvas.width = width * 2;
    canvas.height = height * 2;
    const drawing = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    drawing.scale(2, 2);
    const style = getComputedStyle(this);
    const edge = style.getPropertyValue("--kind-edge");
    const hasEdge = edge !== "transparent";
    drawing.strokeStyle = edge;
    for (const point of this.#points) {
      const { x, y } = this.#place(point);
      if (x < -5 || y < -5 || x > width + 5 || y > height + 5) continue;
      drawing.fillStyle = kindColour(point.kind);
      drawing.globalAlpha = point === this.#near ? 1 : 0.75;
      drawing.beginPath();
      drawing.arc(x, y, point === this.#near ? 7 : 3.5, 0, 2 * Math.PI);
      drawing.fill();
      if (hasEdge) drawing.stroke();
    }
    drawing.globalAlpha = 1;
    if (this.#lasso.length > 1) {
      drawing.strokeStyle = style.getPropertyValue("--accent");
      drawing.beginPath();
      this.#lasso.forEach(({ x, y }, i) => (i ? drawing.lineTo(x, y) : drawing.moveTo(x, y)));
      drawing.closePath();
      drawing.stroke();
    }
  }

  /** @param {WheelEvent} event */
  #onWheel(event) {
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * 0.0015);
    const { x, y, scale } = this.#view;
    const [dx, dy] = [event.offsetX - this.#canvas.clientWidth / 2, this.#canvas.clientHeight / 2 - event.offsetY];
    // What is under the pointer stays there.
    this.#view = { x: x + dx / scale - dx / (scale * factor), y: y + dy / scale - dy / (scale * factor), scale: scale * factor };
    this.#draw();
  }

  /** @param {PointerEvent} event */
  #onMove(event) {
    const at = { x: event.offsetX, y: event.offsetY };
    const drag = this.#drag;
    if (drag) {
      drag.moved ||= Math.hypot(at.x - drag.x, at.y - drag.y) > 3;
      if (drag.lasso) this.#lasso.push(at);
      else if (drag.moved) {
        this.#view = { ...this.#view, x: this.#view.x - event.movementX / this.#view.scale, y: this.#view.y + event.movementY / this.#view.scale };
      }
    } else {
      const near = this.#nearest(at);
      if (near === this.#near) return;
      this.#near = near;
      clearTimeout(this.#hover);
      if (near) this.#hover = setTimeout(() => this.#show(near, settings.current.autoplay), HOVER_MS);
    }
    this.#draw();
  }

  /** @param {PointerEvent} event */
  async #onUp(event) {
    const drag = this.#drag;
    this.#drag = null;
    if (drag?.lasso && this.#lasso.length > 2) {
      const ids = this.#points.filter((point) => inside(this.#place(point), this.#lasso)).map((point) => point.region_id);
      this.#lasso = [];
      if (ids.length > 0) await collectRegions(ids);
      else notice("There is no region in it.");
    } else if (drag && !drag.moved) {
      const near = this.#nearest({ x: event.offsetX, y: event.offsetY });
      if (near) await this.#show(near, true);
    }
    this.#lasso = [];
    this.#draw();
  }

  /** @param {{x: number, y: number}} at */
  #nearest(at) {
    let best = null;
    let least = REACH;
    for (const point of this.#points) {
      const { x, y } = this.#place(point);
      const distance = Math.hypot(x - at.x, y - at.y);
      if (distance < least) [best, least] = [point, distance];
    }
    return best;
  }

  /** @param {Point} point @param {boolean} play */
  async #show(point, play) {
    const found = await report(() => getRegion(point.region_id));
    if (!found) return;
    const { region } = found;
    this.#said.textContent = `${found.path.split("/").at(-1)}, ${duration(region.start_s)} to ${duration(region.end_s)}${point.kind ? `: ${title(point.kind)}` : ""}`;
    if (!play) return;
    state.set({ file: found.file_id, region: point.region_id }, { replace: true });
    player.open(found.file_id);
    player.play(region.start_s, region.end_s);
  }
}

customElements.define("map-view", MapView);
