/**
 * A canvas over what the waveform shows, drawn anew as the view moves.
 * @module overlay
 */

/** @typedef {{ start: number, end: number }} Range */

/** Keeps its size, and draws once in a frame. What is drawn is said by `paint`. */
export class Overlay {
  canvas = /** @type {HTMLCanvasElement} */ (document.createElement("canvas"));
  /** @type {Range} */
  view = { start: 0, end: 1 };
  /** Its size on the page: to ask the page for it at each step of a view would have it laid out each time. */
  width = 0;
  height = 0;
  #waits = false;

  /** @param {string} name its class in the style sheet, which says its colours */
  constructor(name) {
    this.canvas.className = name;
    this.canvas.setAttribute("aria-hidden", "true");
    new ResizeObserver(([entry]) => {
      [this.width, this.height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
      this.setView(this.view);
    }).observe(this.canvas);
  }

  /** @param {Range} view what the waveform shows now */
  setView(view) {
    this.view = view;
    this.draw();
  }

  /** Once in the next frame, however often it is asked for until then. */
  draw() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      const { canvas, width, height } = this;
      if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
      const drawing = canvas.getContext("2d");
      if (!drawing || width === 0) return;
      drawing.clearRect(0, 0, width, height);
      this.paint(drawing);
    });
  }

  /** @param {CanvasRenderingContext2D} drawing cleared, of the canvas' size */
  paint(drawing) {
    throw new Error(`nothing says what is drawn on ${drawing.canvas.className}`);
  }
}
