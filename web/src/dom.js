/**
 * Makes elements. Text goes in as text, never as markup: names of files may hold anything.
 * @module dom
 */

/**
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] null and false are left out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** What names an element to who uses it, also when it was made anew. @param {Element} element */
const named = (element) => `${element.localName} ${element.getAttribute("aria-label") ?? element.getAttribute("title") ?? element.textContent}`;

/**
 * Draws a part of the page anew, and leaves the focus on what had it: on the same element, on the one of the same name, or on the one in its place.
 * @param {Element} root @param {() => void} draw
 */
export function keepingFocus(root, draw) {
  const had = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  if (!had || had === root) {
    draw();
    return;
  }
  /** @returns {HTMLElement[]} */
  const alike = () => [...root.querySelectorAll(had.localName)].map((element) => /** @type {HTMLElement} */ (element));
  const place = alike().indexOf(had);
  const name = named(had);
  draw();
  if (document.activeElement === had) return;
  const next = had.isConnected ? had : (alike().find((element) => named(element) === name) ?? alike()[place]);
  next?.focus({ preventScroll: true });
}

/** An icon that means nothing to a screen reader. @param {string} name of Font Awesome */
export function icon(name) {
  return el("i", { class: `fa-solid fa-${name}`, "aria-hidden": "true" });
}
