/**
 * The menu of columns, and of the views of the table that are kept.
 * @module elements/column-menu
 */
import { COLUMNS } from "../columns.js";
import { el, icon, keepingFocus } from "../dom.js";
import { settings } from "../settings.js";
import { forgetTableView, keepTableView, showTableView, tableViews } from "../table-views.js";

/**
 * Has a menu close on Esc and on a click elsewhere, and stay within the window.
 * @param {HTMLDetailsElement} box @param {HTMLElement} sheet what hangs out of it
 */
function closeAsMenu(box, sheet) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    event.preventDefault();
    box.open = false;
    box.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(/** @type {Node} */ (event.target))) box.open = false;
  });
  box.addEventListener("toggle", () => {
    sheet.classList.remove("rightwards");
    sheet.classList.toggle("rightwards", sheet.getBoundingClientRect().left < 0);
  });
}

/** Chooses which columns are shown; keeps them with order and search under a name, and shows them so again. */
export function columnChooser() {
  const box = /** @type {HTMLDetailsElement} */ (el("details", { class: "menu" }, el("summary", { title: "Columns" }, icon("table-columns"), el("span", { class: "label" }, "Columns"))));
  const list = el("div", { class: "columns", role: "group", "aria-label": "Columns" });
  const checks = COLUMNS.filter((column) => column.id !== "score").map((column) => {
    const check = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", value: column.id, disabled: column.id === "name" }));
    check.addEventListener("change", () => {
      const now = new Set(settings.current.columns);
      if (check.checked) now.add(column.id);
      else now.delete(column.id);
      settings.set({ columns: COLUMNS.map((c) => c.id).filter((id) => now.has(id)) });
    });
    list.append(el("label", {}, check, column.name));
    return check;
  });
  const views = el("div", { role: "group", "aria-label": "Views of the table" });
  const draw = () => {
    for (const check of checks) check.checked = settings.current.columns.includes(check.value);
    keepingFocus(views, () =>
      views.replaceChildren(
        ...tableViews().map((view) => {
          const show = el("button", { type: "button", class: "entry", title: [view.rows, view.query, view.sort && `by ${view.sort}`].filter(Boolean).join(", ") }, icon("table-list"), el("span", { class: "text" }, view.name));
          show.addEventListener("click", () => {
            showTableView(view);
            box.open = false;
            box.querySelector("summary")?.focus();
          });
          const forget = el("button", { type: "button", class: "quiet", "aria-label": `Forget the view ${view.name}`, title: `Forget the view ${view.name}` }, icon("xmark"));
          forget.addEventListener("click", () => forgetTableView(view.name));
          return el("div", { class: "removable" }, show, forget);
        }),
      ),
    );
  };
  const name = /** @type {HTMLInputElement} */ (el("input", { type: "text", placeholder: "Keep this view as …", "aria-label": "Keep columns, order and search as", maxlength: 100 }));
  name.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !name.value.trim()) return;
    keepTableView(name.value.trim());
    name.value = "";
  });
  settings.addEventListener("change", draw);
  draw();
  const sheet = el("div", { class: "sheet" }, list, el("hr"), views, name);
  box.append(sheet);
  closeAsMenu(box, sheet);
  return box;
}
