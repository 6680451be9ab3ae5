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

/** An icon that means nothing to a screen reader. @param {string} name of Font Awesome */
export function icon(name) {
  return el("i", { class: `fa-solid fa-${name}`, "aria-hidden": "true" });
}
