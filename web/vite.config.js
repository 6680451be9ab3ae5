import { defineConfig } from "vite";

export default defineConfig({
  base: "/ui/",
  build: { target: "es2022", outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0 },
});
