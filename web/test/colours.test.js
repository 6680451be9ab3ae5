// @ts-expect-error The page has no types of Node; only this test reads a file.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { keyColour } from "../src/colours.js";

const css = readFileSync(new URL("../src/style.css", import.meta.url), "utf8");

/** Relative luminance (WCAG) of linear light. @param {number[]} rgb */
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Linear light of a colour as CSS reads oklch, clipped to what a screen shows. @param {number} l @param {number} c @param {number} hue */
function light(l, c, hue) {
  const [a, b] = [c * Math.cos((hue * Math.PI) / 180), c * Math.sin((hue * Math.PI) / 180)];
  const [x, y, z] = [l + 0.3963377774 * a + 0.2158037573 * b, l - 0.1055613458 * a - 0.0638541728 * b, l - 0.0894841775 * a - 1.291485548 * b].map((v) => v ** 3);
  return [4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z, -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z, -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z].map((v) => Math.max(0, Math.min(1, v)));
}

/** @param {string} hex */
const lightOf = (hex) => (hex.length === 4 ? [...hex.slice(1)].map((d) => d + d) : [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)]).map((d) => Number.parseInt(d, 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));

describe("keyColour", () => {
  it.each([
    ["dark", ":root {"],
    ["light", ':root[data-theme="light"] {'],
    ["contrast", ':root[data-theme="contrast"] {'],
  ])("can be read on every row of the %s theme", (_, head) => {
    const from = css.indexOf(head);
    const theme = css.slice(from, css.indexOf("}", from));
    /** @param {string} name */
    const value = (name) => theme.match(new RegExp(`--${name}: ([^;]+);`))?.[1] ?? "";
    for (const place of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      for (const mode of ["A", "B"]) {
        const [, name, chroma, hue] = keyColour(`${place}${mode}`).match(/oklch\(var\(--([a-z-]+)\) ([\d.]+) (\d+)\)/) ?? [];
        const colour = luminance(light(Number(value(name)), Number(chroma), Number(hue)));
        for (const back of ["back", "raised", "chosen"]) {
          const other = luminance(lightOf(value(back)));
          const contrast = (Math.max(colour, other) + 0.05) / (Math.min(colour, other) + 0.05);
          expect(contrast, `${place}${mode} on ${back}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  it("is the text's own where there is no key", () => expect(keyColour(null)).toBe("inherit"));
});
