import { beforeAll, describe, expect, it, vi } from "vitest";
import { actionOf, addKeys, belongsToFocus, keyName, onKeyDown } from "../src/keys.js";

/** @param {string} key @param {object} [more] */
const press = (key, more = {}) => /** @type {KeyboardEvent} */ (/** @type {unknown} */ ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, target: null, ...more }));

/** An element within those that the selectors name. @param {...string} within */
const inside = (...within) => /** @type {Element} */ (/** @type {unknown} */ ({ closest: (/** @type {string} */ selector) => (within.some((part) => selector.includes(part)) ? {} : null) }));

describe("keys", () => {
  const run = vi.fn();
  beforeAll(() => addKeys({ keys: ["Space", "?", "z", "Shift+z", "Ctrl+z"], group: "Test", label: "test", run }));

  it("are named as the table writes them", () => {
    expect(keyName(press(" "))).toBe("Space");
    expect(keyName(press("Z", { shiftKey: true }))).toBe("Shift+z");
    expect(keyName(press("?", { shiftKey: true }))).toBe("?");
    expect(keyName(press("ArrowLeft", { shiftKey: true }))).toBe("Shift+ArrowLeft");
    expect(keyName(press("z", { metaKey: true }))).toBe("Ctrl+z");
  });

  it("have one meaning each", () => {
    expect(() => addKeys({ keys: ["z"], group: "Test", label: "again", run })).toThrow("two meanings");
  });

  it("do nothing while one types, or when somebody else has taken them", () => {
    expect(actionOf(press(" "))).not.toBeNull();
    expect(actionOf(press(" ", { target: inside("textarea") }))).toBeNull();
    expect(actionOf(press(" ", { defaultPrevented: true }))).toBeNull();
    expect(actionOf(press(" ", { isComposing: true }))).toBeNull();
    expect(actionOf(press("q"))).toBeNull();
  });

  it("act once while they are held, unless they move something", () => {
    const [act, move] = [vi.fn(), vi.fn()];
    addKeys({ keys: ["f"], group: "Test", label: "act", run: act }, { keys: ["ArrowDown"], group: "Test", label: "move", repeats: true, run: move });
    for (const repeat of [false, true, true]) {
      for (const [key, code] of [["f", "KeyF"], ["ArrowDown", "ArrowDown"]]) onKeyDown(press(key, { code, repeat, preventDefault: () => {} }));
    }
    expect(act).toHaveBeenCalledTimes(1);
    expect(move).toHaveBeenCalledTimes(3);
  });

  it("don't type into what they opened", () => {
    addKeys({ keys: ["t"], group: "Test", label: "ask", run: () => {} });
    const prevent = vi.fn();
    const held = { code: "KeyT", repeat: true, target: inside("dialog", "input"), preventDefault: prevent };
    onKeyDown(press("t", { code: "KeyT", repeat: false, preventDefault: () => {} }));
    onKeyDown(press("t", held));
    expect(prevent).toHaveBeenCalledTimes(1);
    onKeyDown(press("a", { ...held, code: "KeyA" }));
    expect(prevent).toHaveBeenCalledTimes(1);
  });

  it("leave Space to a button, and arrows to a slider", () => {
    expect(belongsToFocus(inside("button"), "Space")).toBe(true);
    expect(belongsToFocus(inside("button"), "z")).toBe(false);
    expect(belongsToFocus(null, "Space")).toBe(false);
  });
});
