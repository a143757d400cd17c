import { defineConfig } from "vitest/config";

// Two ES modules under fixed names, each built for itself: the integration serves both with one hash of their
// contents, and a page never needs a third. `build/modules.mjs` says which is built.
export default defineConfig({
  build: {
    target: ["es2021", "safari16.4", "chrome100"],
    outDir: "../custom_components/lens_cap/frontend",
    emptyOutDir: false,
    reportCompressedSize: false,
    modulePreload: false,
  },
  test: {
    include: ["tests/**/*.test.ts"],
    // A busy machine is no failure; what hangs is ended all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      include: [
        "src/words/*.ts",
        "src/feed/*.ts",
        "src/zones/geometry.ts",
        "src/zones/history.ts",
        "src/household/days.ts",
      ],
      thresholds: { perFile: true, branches: 100 },
    },
  },
});
