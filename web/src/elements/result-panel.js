/**
 * What is known of the file or region: each value with its confidence, what else it might be, by what it was found, and the user's word over it.
 * @module elements/result-panel
 */
import { mark } from "../api.js";
import { kindColour } from "../colours.js";
import { overridesOfFile, overridesOfRegion, shownOfRegion } from "../corrections.js";
import { el, icon, keepingFocus } from "../dom.js";
import { UNKNOWN, number, percent, place, title } from "../format.js";
import { KEYS, keyText, pitchName } from "../keynames.js";
import { openFile } from "../open.js";
import { player } from "../player.js";
import { foundBy, gapsOf, nothingFound, whyNot, worthAgain } from "../provenance.js";
import { settings } from "../settings.js";
import { state } from "../state.js";
import { TapTempo } from "../tap.js";
import { resultOf } from "../timeline.js";
import { analyseAgain, collectChosen, exportChosen, findAlike, likeMore, markChosen, tagChosen } from "./actions.js";
import { markerTable } from "./marker-table.js";
import { changed, report } from "./notices.js";

const KINDS = ["music", "speech", "singing", "environment", "percussion", "note", "mixed", "silence"];
const TYPES = ["one_shot", "loop", "phrase", "ambience"];
const METERS = ["4/4", "3/4", "2/4", "6/8", "9/8", "12/8", "5/4", "7/8"];
const MOST_TAGS = 12;

/** @typedef {{ target: "files" | "regions", id: number, region: any, document: any }} Subject */

/** @param {string} label @param {string} text @param {() => void} act @param {boolean} [pressed] */
function small(label, text, act, pressed) {
  const made = el("button", { type: "button", class: "small", title: label, "aria-label": label.includes(text) || /[★☆♥♡]/.test(text) ? label : `${text}: ${label}`, "aria-pressed": pressed === undefined ? null : String(pressed) }, text);
  made.addEventListener("click", act);
  return made;
}

class ResultPanel extends HTMLElement {
  #tap = new TapTempo();
  #drawn = "";

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Results");
    for (const name of ["change", "renewed", "region"]) openFile.addEventListener(name, () => this.#draw());
    settings.addEventListener("change", () => this.#draw());
    this.#draw();
  }

  #draw() {
    const { document } = openFile;
    if (!document?.file) {
      this.#drawn = "";
      this.replaceChildren(el("p", { class: "message" }, document ? "It has no results." : "Results of the sound that is open stand here."));
      return;
    }
    // What is written in a field that has the focus must not be lost to news of something else.
    const now = JSON.stringify([document.file_id, openFile.chosen.map((r) => r.region_id), document.overrides, document.user, document.regions.map((/** @type {any} */ r) => [r.overrides, r.user, r.region_id]), document.timings, settings.current.notation, state.current.similar]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const top = this.scrollTop;
    const region = openFile.region;
    /** @type {Subject} */
    const subject = region ? { target: "regions", id: region.region_id, region, document } : { target: "files", id: document.file_id, region: document.regions.length === 1 ? document.regions[0] : null, document };
    const problems = this.#problems(document);
    const nothing = nothingFound(document);
    const parts = [this.#heading(subject), ...(nothing ? problems : []), this.#marks(subject), this.#facts(subject), this.#actions(), this.#regions(document), ...markerTable(document), ...(nothing ? [] : problems)];
    keepingFocus(this, () => this.replaceChildren(...parts));
    this.scrollTop = top;
  }

  /** @param {Subject} subject */
  #heading({ region, document, target }) {
    const name = target === "regions" ? (region.user?.name ?? `Region ${region.index + 1}`) : (document.user?.name ?? document.file.name);
    const note = target === "regions" ? `${place(region.start_s, document.file.duration_s)} to ${place(region.end_s, document.file.duration_s)} of ${document.file.name}` : `${document.regions.length} ${document.regions.length === 1 ? "region" : "regions"}, ${place(document.file.duration_s, document.file.duration_s)}`;
    const whole = el("button", { type: "button", class: "link" }, "the whole file");
    whole.addEventListener("click", () => state.set({ region: null }, { replace: true }));
    const many = document.regions.length > 1;
    return el(
      "div",
      {},
      el("h2", {}, name),
      el("p", { class: "hint" }, note, ...(target === "regions" && many ? [" · ", whole] : [])),
      ...(openFile.chosen.length > 1 ? [el("p", { class: "hint" }, `One of ${openFile.chosen.length} regions that are chosen: keys and buttons of the table's bar go to all of them.`)] : []),
      ...(target === "files" && many ? [el("p", { class: "hint" }, "What follows is put together from its regions: choose one (the table below, or [ and ]) to see its scores and what else each value might be.")] : []),
    );
  }

  /** What the user says: stars, favourite, tags, note. @param {Subject} subject */
  #marks({ target, id, region, document }) {
    const user = (target === "regions" ? region.user : document.user) ?? {};
    const goal = { target, ids: [id] };
    const stars = [1, 2, 3, 4, 5].map((n) => small(`${n} ${n === 1 ? "star" : "stars"} (${n})`, n <= (user.rating ?? 0) ? "★" : "☆", () => markChosen({ rating: user.rating === n ? 0 : n }, `Rated ${n}`, goal), user.rating === n));
    const heart = small(user.favourite ? "No favourite any more (F)" : "Make it a favourite (F)", user.favourite ? "♥" : "♡", () => markChosen({ favourite: !user.favourite }, user.favourite ? "No favourite now" : "A favourite", goal), Boolean(user.favourite));
    const tags = (user.tags ?? []).map((/** @type {string} */ tag) => {
      const chip = el("button", { type: "button", class: "chip mine", "aria-label": `Take your tag ${tag} off`, title: `Take your tag ${tag} off` }, tag, icon("xmark"));
      chip.addEventListener("click", () => markChosen({ remove_tags: [tag] }, `No longer tagged ${tag}`, goal));
      return chip;
    });
    const add = el("button", { type: "button", class: "chip", title: "Add a tag (T)" }, icon("plus"), el("span", {}, "tag"));
    add.addEventListener("click", () => tagChosen());
    const note = /** @type {HTMLTextAreaElement} */ (el("textarea", { rows: 1, placeholder: "A note …", "aria-label": "Your note", maxlength: 2000 }));
    note.value = user.note ?? "";
    note.addEventListener("change", () =>
      report(async () => {
        await mark(target, id, { note: note.value });
        changed();
      }),
    );
    return el("div", { class: "marks" }, el("div", { class: "stars", role: "group", "aria-label": "Rating" }, ...stars, heart), el("div", { class: "chips" }, ...tags, add), note);
  }

  /**
   * One value.
   * @param {string} name @param {Node | string} value @param {{ note?: string, by?: string, yours?: boolean, edit?: Node[] }} [more]
   */
  #fact(name, value, { note = "", by = "", yours = false, edit = [] } = {}) {
    return el(
      "div",
      { class: yours ? "fact yours" : "fact" },
      el("dt", {}, name),
      el("dd", {}, value, ...(note ? [el("small", {}, note)] : []), ...(by ? [el("small", { class: "by" }, by)] : [])),
      ...(edit.length ? [el("dd", { class: "actions" }, ...edit)] : []),
    );
  }

  /** @param {Subject} subject */
  #facts(subject) {
    const { target, region, document } = subject;
    const { file, summary } = document;
    const all = target === "regions" ? overridesOfRegion(document, region) : overridesOfFile(document);
    /** @param {string} field @param {any} found */
    const shown = (field, found) => (Object.hasOwn(all, field) ? all[field] : (found ?? null));
    const classification = region ? resultOf(region, "classification") : null;
    const tempo = region ? resultOf(region, "tempo") : null;
    const key = region ? resultOf(region, "key") : null;
    const sample = region ? resultOf(region, "sample") : null;
    const pitch = region ? resultOf(region, "pitch") : null;
    const found = region
      ? { kind: classification?.kind, bpm: tempo?.bpm, bpmConfidence: tempo?.confidence, meter: tempo?.time_signature, meterConfidence: tempo?.meter_confidence, key: key?.key, camelot: key?.camelot, keyConfidence: key?.confidence, lufs: resultOf(region, "loudness")?.integrated_lufs, tags: classification?.tags }
      : { kind: summary?.kind, bpm: summary?.tempo?.bpm, bpmConfidence: summary?.tempo?.confidence, meter: summary?.tempo?.time_signature, meterConfidence: null, key: summary?.key?.key, camelot: summary?.key?.camelot, keyConfidence: summary?.key?.confidence, lufs: summary?.loudness_lufs, tags: summary?.tags };
    const notation = settings.current.notation;
    /** @param {string} field @param {any} value @param {(v: any) => string} write @param {string} otherwise */
    const noteOf = (field, value, write, otherwise) => (Object.hasOwn(all, field) ? `your correction; found: ${value == null ? "none" : write(value)}` : otherwise);
    const regions = region ? [region] : document.regions;
    /** @param {string} analyzer @param {string} field */
    const why = (analyzer, field) => whyNot(regions, analyzer, field);
    /** @param {string} analyzer */
    const by = (analyzer) => foundBy(regions, analyzer);
    const bpm = shown("tempo.bpm", found.bpm);
    const kind = shown("kind", found.kind);
    const meter = shown("tempo.time_signature", found.meter);
    const keyName = shown("key.key", found.key);
    const keyText_ = keyText(keyName, keyName === found.key ? found.camelot : null, notation);
    return el(
      "dl",
      { class: "facts" },
      this.#fact("Kind", el("span", {}, el("span", { class: "swatch", style: `background: ${kindColour(kind)}`, "aria-hidden": "true" }), title(kind)), {
        note: noteOf("kind", found.kind, title, classification?.kind_score ? `score ${percent(classification.kind_score)}` : found.kind ? "" : why("classification", "kind")),
        by: by("classification"),
        yours: Object.hasOwn(all, "kind"),
        edit: [this.#choice("Kind", KINDS, kind, (value) => this.#correct(subject, "kind", value)), ...this.#back(subject, "kind")],
      }),
      this.#fact("Heard", this.#heard(found.tags), { note: listener(regions) }),
      this.#fact("Tempo", number(bpm, 2, " BPM"), {
        note: noteOf("tempo.bpm", found.bpm, (v) => number(v, 2, " BPM"), found.bpm ? `confidence ${percent(found.bpmConfidence)}${tempo && !tempo.stable ? "; it changes" : ""}` : why("tempo", "bpm")),
        by: by("tempo"),
        yours: Object.hasOwn(all, "tempo.bpm"),
        edit: this.#tempoEdits(subject, bpm, tempo),
      }),
      this.#fact("Meter", meter ?? UNKNOWN, {
        note: noteOf("tempo.time_signature", found.meter, String, found.meter ? (found.meterConfidence ? `confidence ${percent(found.meterConfidence)}` : "") : why("tempo", "time_signature")),
        by: by("tempo"),
        yours: Object.hasOwn(all, "tempo.time_signature"),
        edit: [this.#choice("Meter", METERS, meter, (value) => this.#correct(subject, "tempo.time_signature", value)), ...this.#back(subject, "tempo.time_signature")],
      }),
      this.#fact("Key", keyText_ ?? (key?.mode === "atonal" ? "Atonal" : UNKNOWN), {
        note: noteOf("key.key", found.key, String, found.key ? `${found.key}, ${found.camelot}, confidence ${percent(found.keyConfidence)}` : why("key", "key")),
        by: by("key"),
        yours: Object.hasOwn(all, "key.key"),
        edit: [
          ...(key?.alternatives ?? []).slice(0, 3).map((/** @type {any} */ other) => small(`It is ${other.key} (${percent(other.score)})`, keyText(other.key, null, "classical") ?? other.key, () => this.#correct(subject, "key.key", other.key))),
          this.#choice("Key", KEYS, keyName, (value) => this.#correct(subject, "key.key", value)),
          ...this.#back(subject, "key.key"),
        ],
      }),
      ...(sample || all.type
        ? [
            this.#fact("Type", title(String(shown("type", sample?.type) ?? UNKNOWN).replace("_", "-")), {
              note: noteOf("type", sample?.type, String, `${sample?.confidence == null ? "" : `confidence ${percent(sample.confidence)}; `}${sample?.loop ? `${sample.loop.bars} bars; ` : ""}attack ${number(sample?.attack_ms, 1, " ms")}, decay ${number(sample?.decay_ms, 0, " ms")}`),
              by: by("sample"),
              yours: Object.hasOwn(all, "type"),
              edit: [this.#choice("Type", TYPES, shown("type", sample?.type), (value) => this.#correct(subject, "type", value)), ...this.#back(subject, "type")],
            }),
          ]
        : []),
      ...(pitch?.midi != null || pitch?.root_midi != null ? [this.#fact("Root note", pitchName(Math.round(pitch.midi ?? pitch.root_midi)), { note: pitch.cents == null ? "" : `${number(pitch.cents, 0)} cents`, by: by("pitch") })] : []),
      this.#fact("Loudness", number(found.lufs, 1, " LUFS"), { note: found.lufs == null ? why("loudness", "integrated_lufs") : "", by: by("loudness") }),
      this.#fact("Peak", number(region?.peak_dbfs ?? file.quality?.peak_dbfs, 1, " dBFS"), { note: file.quality?.clipped_samples ? `${file.quality.clipped_samples} clipped samples` : "" }),
      this.#fact("Noise floor", number(file.quality?.noise_floor_dbfs, 1, " dBFS")),
      this.#fact("Format", `${file.format}, ${file.codec}`, { note: `${file.sample_rate} Hz, ${file.channels} channels${file.bit_depth ? `, ${file.bit_depth} bit` : ""}` }),
    );
  }

  /** @param {{ label: string, score: number, source?: string }[] | undefined} tags */
  #heard(tags) {
    if (!tags?.length) return "–";
    return el("span", { class: "chips" }, ...tags.slice(0, MOST_TAGS).map((tag) => {
      const chip = el("button", { type: "button", class: "chip", title: `Find ${tag.label}${tag.source ? `; heard by: ${tag.source}` : ""}` }, `${tag.label} ${percent(tag.score)}`);
      chip.addEventListener("click", () => state.set({ query: `tag:"${tag.label}"`, similar: null, view: "browse" }));
      return chip;
    }));
  }

  /** @param {Subject} subject @param {number | null} bpm @param {any} tempo */
  #tempoEdits(subject, bpm, tempo) {
    const edits = [];
    if (bpm !== null) {
      edits.push(small("Twice the tempo", "×2", () => this.#correct(subject, "tempo.bpm", "x2")), small("Half the tempo", "÷2", () => this.#correct(subject, "tempo.bpm", "/2")));
    }
    for (const other of (tempo?.candidates ?? []).filter((/** @type {any} */ c) => bpm === null || Math.abs(c.bpm / bpm - 1) > 0.02).slice(0, 3)) {
      edits.push(small(`It is ${number(other.bpm, 1)} BPM (${percent(other.score)})`, number(other.bpm, 1), () => this.#correct(subject, "tempo.bpm", other.bpm)));
    }
    const tapped = el("button", { type: "button", class: "small", title: "Tap along, then press Take" }, "Tap");
    const take = /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: "small", hidden: true }, "Take"));
    tapped.addEventListener("pointerdown", () => {
      const heard = this.#tap.tap(performance.now(), player.playing ? player.rate : 1);
      tapped.textContent = heard ? `${number(heard, 1)}` : "Tap …";
      take.hidden = heard === null;
    });
    tapped.addEventListener("keydown", (event) => {
      if (event.key === " " || event.key === "Enter") tapped.dispatchEvent(new Event("pointerdown"));
    });
    take.addEventListener("click", () => {
      const { bpm: value } = this.#tap;
      if (value) this.#correct(subject, "tempo.bpm", Math.round(value * 10) / 10);
    });
    const write = /** @type {HTMLInputElement} */ (el("input", { type: "number", min: 20, max: 400, step: 0.01, placeholder: "BPM", "aria-label": "The tempo as you know it", class: "tempo" }));
    write.addEventListener("change", () => Number(write.value) > 0 && this.#correct(subject, "tempo.bpm", Number(write.value)));
    return [...edits, tapped, take, write, ...this.#back(subject, "tempo.bpm")];
  }

  /** @param {string} name @param {string[]} values @param {any} now @param {(value: string | null) => void} take */
  #choice(name, values, now, take) {
    const list = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": `Correct the ${name.toLowerCase()}` }, el("option", { value: "" }, "correct …"), ...values.map((value) => el("option", { value, disabled: value === now }, value.replace("_", "-"))), ...(name === "Kind" || name === "Type" ? [] : [el("option", { value: "none" }, "there is none")])));
    list.addEventListener("change", () => list.value && take(list.value === "none" ? null : list.value));
    return list;
  }

  /** @param {Subject} subject @param {string} field */
  #back({ target, id, region, document }, field) {
    const own = target === "regions" ? region.overrides : document.overrides;
    const through = !Object.hasOwn(own ?? {}, field) && target === "files" && document.regions.length === 1 && Object.hasOwn(document.regions[0].overrides ?? {}, field);
    if (!Object.hasOwn(own ?? {}, field) && !through) return [];
    return [
      small("Show again what was found", "Take back", () =>
        report(async () => {
          await mark(through ? "regions" : target, through ? document.regions[0].region_id : id, { uncorrect: [field] });
          changed();
        }),
      ),
    ];
  }

  /** @param {Subject} subject @param {string} field @param {any} value */
  #correct({ target, id }, field, value) {
    report(async () => {
      await mark(target, id, { correct: { [field]: value } });
      changed();
    });
  }

  #actions() {
    const { similar } = state.current;
    return el(
      "div",
      { class: "actions", role: "group", "aria-label": "Actions" },
      small("Find what sounds like it (I)", "Similar", findAlike),
      ...(similar ? [small("More like this one too", "+ like", () => likeMore("+")), small("Less like this one", "− unlike", () => likeMore("-"))] : []),
      small("Put into a collection (C)", "Collect", collectChosen),
      small("Export (E)", "Export", exportChosen),
    );
  }

  /** The regions as a table: what the waveform shows, for the keyboard and for screen readers. @param {any} document */
  #regions(document) {
    const chosen = new Set(openFile.chosen.map((region) => region.region_id));
    const rows = document.regions.map((/** @type {any} */ region) => {
      const kind = shownOfRegion(document, region, "kind", resultOf(region, "classification")?.kind);
      const key = resultOf(region, "key");
      const go = el("button", { type: "button", class: "link" }, region.user?.name ?? String(region.index + 1));
      go.addEventListener("click", (event) => {
        if (event.shiftKey) {
          openFile.extendTo(region);
          return;
        }
        state.set({ region: region.region_id }, { replace: true });
        player.seek(region.start_s);
      });
      const play = el("button", { type: "button", class: "quiet", "aria-label": `Play region ${region.index + 1}` }, icon("play"));
      play.addEventListener("click", () => player.play(region.start_s, region.end_s));
      return el(
        "tr",
        { "aria-selected": chosen.has(region.region_id) ? "true" : null },
        el("td", {}, play, go),
        el("td", { class: "number" }, place(region.start_s, document.file.duration_s)),
        el("td", { class: "number" }, place(region.end_s - region.start_s, document.file.duration_s)),
        el("td", { class: "kind", title: title(kind) }, ...(kind ? [el("span", { class: "swatch", style: `background: ${kindColour(kind)}`, "aria-hidden": "true" }), title(kind)] : [UNKNOWN])),
        el("td", { class: "number" }, number(shownOfRegion(document, region, "tempo.bpm", resultOf(region, "tempo")?.bpm), 1)),
        el("td", {}, keyText(shownOfRegion(document, region, "key.key", key?.key), key?.camelot, settings.current.notation) ?? UNKNOWN),
      );
    });
    const head = ["Region", "Start", "Length", "Kind", "BPM", "Key"].map((name) => el("th", { scope: "col", class: ["Start", "Length", "BPM"].includes(name) ? "number" : null }, name));
    return el("details", { open: document.regions.length > 1 }, el("summary", {}, `Regions (${document.regions.length})`), el("table", { "aria-label": "Regions" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)));
  }

  /** What has no result, with the reason; what may have one now can be tried again. Where nothing has, that is the first that is said. @param {any} document @returns {HTMLElement[]} */
  #problems(document) {
    const gaps = gapsOf(document);
    const warnings = document.warnings.map((/** @type {any} */ warning) => el("li", { class: "state partial" }, `Warning: ${warning.message}`));
    if (warnings.length + gaps.length === 0) return [];
    const lines = gaps.map((gap) => el("li", { class: gap.status === "failed" ? "state failed" : null }, `${gap.analyzer} ${gap.status}${gap.regions > 1 ? ` in ${gap.regions} regions` : ""}: ${gap.message}`));
    const wanted = worthAgain(document);
    const again = el("button", { type: "button", title: `Runs anew, once what was in the way is gone: ${wanted.join(", ")}` }, "Try again what may work now");
    again.addEventListener("click", () => analyseAgain({ ids: [document.file_id] }, 1, wanted));
    const nothing = nothingFound(document);
    const failed = gaps.some((gap) => gap.status === "failed");
    return [
      ...(nothing ? [el("p", { class: "error", role: "alert" }, "Nothing could be found in this sound: no analyzer has a result. It can be played, marked and exported all the same.")] : []),
      el("details", { open: nothing || warnings.length > 0 || failed }, el("summary", {}, `Without a result (${warnings.length + lines.length})`), el("ul", {}, ...warnings, ...lines), ...(wanted.length ? [again] : [])),
    ];
  }
}

/** What heard the tags; where no network did, that and why. @param {any[]} regions */
function listener(regions) {
  if (!regions.some((region) => resultOf(region, "classification"))) return whyNot(regions, "classification", "tags");
  const models = new Set();
  for (const region of regions) {
    const activations = region.analyses?.activations;
    if (activations && activations.status !== "ok") return `by the signal alone: ${activations.error?.message ?? activations.status}`;
    const { model, fallback } = resultOf(region, "activations") ?? {};
    if (fallback) return `by ${model}; ${fallback}`;
    if (model) models.add(model);
  }
  return models.size > 0 ? `by ${[...models].join(", ")}` : "";
}

customElements.define("result-panel", ResultPanel);
