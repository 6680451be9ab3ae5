/**
 * The way back from a change, and forth again.
 * @module elements/undoing
 */
import { undo } from "../api.js";
import { remembered } from "../history.js";
import { redoUndone, rememberUndone } from "../redo.js";
import { changed, notice, report } from "./notices.js";

/** The way back that a notice offers: of its own change, not of the last one. @param {number | null} entry of the history; null where nothing was changed */
export const undoing = (entry) => (entry === null ? {} : { action: { label: "Undo", run: () => undoOne(entry) } });

/** @param {number} [entry] of the history; else the last one */
async function undoOne(entry) {
  await report(async () => {
    const { answer } = await remembered(async () => {
      const undone = await undo(entry);
      await rememberUndone(undone.id);
      return undone;
    });
    changed();
    notice(`Undone: ${answer.action}`, { action: { label: "Redo", run: () => redoOne(answer.id) } });
  });
}

/** @param {number} [entry] of the history, that was undone; else the one that was undone last */
async function redoOne(entry) {
  await report(async () => {
    const { answer } = await remembered(() => redoUndone(entry));
    if (answer) changed();
    if (answer) notice(`Done again: ${answer.action}`, undoing(answer.id));
    else notice("Nothing to do again: nothing was undone, or something was changed since.");
  });
}

export const undoLast = () => undoOne();
export const redoLast = () => redoOne();
