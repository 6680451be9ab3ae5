/**
 * Dresses the page in the theme that is chosen. It is loaded before all elements: those that draw in its colours hear of another one after it.
 * @module theme
 */
import { settings } from "./settings.js";

function dress() {
  document.documentElement.dataset.theme = settings.current.theme;
}

settings.addEventListener("change", dress);
dress();
