/**
 * Puts the page together: styles, fonts, and the elements that index.html names.
 * @module main
 */
import "@fontsource/inter/latin-400.css";
import "@fontsource/inter/latin-600.css";
import "@fontsource/jetbrains-mono/latin-400.css";
import "@fortawesome/fontawesome-free/css/fontawesome.css";
import "@fortawesome/fontawesome-free/css/solid.css";
import "./style.css";
import "./elements/search-bar.js";
import "./elements/engine-status.js";
import "./elements/file-table.js";
import "./elements/file-view.js";
