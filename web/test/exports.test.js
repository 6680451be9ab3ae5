import { expect, it } from "vitest";
import { exportedSaid } from "../src/exports.js";

it("says where the export is, and what is not in it", () => {
  expect(exportedSaid("slices.zip", 0)).toBe("slices.zip is in the browser's downloads.");
  expect(exportedSaid("slices.zip", 1)).toBe("slices.zip is in the browser's downloads, without one region whose file can't be read now: errors.txt in it says which.");
  expect(exportedSaid("slices.zip", 3)).toContain("without 3 regions whose files can't");
});
