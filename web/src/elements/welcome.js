/**
 * The first minute: an empty catalogue may begin with the recordings that come with the program, and four steps are ticked off as they are taken.
 * @module elements/welcome
 */
import { addRoot, analyze, getSamples, getStats } from "../api.js";
import { el, icon } from "../dom.js";
import { player } from "../player.js";
import { settings } from "../settings.js";
import { state } from "../state.js";
import { changed, report } from "./notices.js";

/** @param {string} text */
const key = (text) => el("kbd", {}, text);

/** What there is to try, and how the page knows that it was. @type {(() => { text: (Node | string)[], taken: () => boolean })[]} */
const STEPS = [
  () => ({ text: [key("↓"), " goes through the sounds, ", key("Space"), " plays and pauses; with Auto-play (", key("A"), ") each one plays."], taken: () => player.playing }),
  () => ({ text: [key("["), " and ", key("]"), " go through the regions of a sound, ", key("L"), " loops one."], taken: () => state.current.region !== null }),
  () => ({ text: [key("/"), " searches: try kind:music, or a word such as rain."], taken: () => state.current.query !== "" }),
  () => ({ text: [key("I"), " lists what sounds like the region."], taken: () => state.current.similar !== null }),
];

/** Shows it once, until it is closed. */
export function welcome() {
  if (settings.current.welcomed) return;
  const steps = STEPS.map((make) => {
    const { text, taken } = make();
    return { line: el("li", {}, ...text), taken };
  });
  const samples = el("p", { hidden: true });
  const close = el("button", { type: "button", class: "primary" }, "Start");
  const box = el(
    "aside",
    { class: "welcome", "aria-label": "First steps" },
    el("h2", {}, "Hear, see, find and keep"),
    samples,
    el("ol", {}, ...steps.map(({ line }) => line)),
    el("p", { class: "hint" }, "Drop sounds anywhere on the page to add them; drag a row into your DAW to use it. ", key("?"), " shows all keys."),
    close,
  );
  const look = () => {
    for (const { line, taken } of steps) {
      if (line.className === "done" || !taken()) continue;
      line.className = "done";
      line.append(" ", icon("check"), el("span", { class: "spoken" }, "done"));
      close.textContent = steps.every((step) => step.line.className === "done") ? "That is all" : "Go on alone";
    }
  };
  const sources = [player, state];
  for (const source of sources) source.addEventListener("change", look);
  close.addEventListener("click", () => {
    for (const source of sources) source.removeEventListener("change", look);
    box.remove();
    settings.set({ welcomed: true });
  });
  document.body.append(box);
  look();
  offerSamples(samples);
}

/** Where the catalogue is empty and the recordings are there: one button. @param {HTMLElement} place */
async function offerSamples(place) {
  try {
    const stats = await getStats();
    if (stats.files > 0) return;
    const { path } = await getSamples();
    const begin = el("button", { type: "button", class: "primary" }, "Analyse the sample recordings");
    begin.addEventListener("click", () =>
      report(async () => {
        begin.setAttribute("disabled", "");
        try {
          await addRoot(path);
          await analyze(path, false);
        } catch (error) {
          begin.removeAttribute("disabled");
          throw error;
        }
        place.replaceChildren("The sample recordings are being analysed; each shows in the list as it is done. Then try:");
        changed();
      }),
    );
    place.replaceChildren("There is no sound in the catalogue yet. ", begin);
    place.hidden = false;
  } catch {
    // A program without its recordings, or a server that does not answer: the steps go without, and the page says the latter elsewhere.
  }
}
