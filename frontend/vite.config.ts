import { defineConfig } from "vitest/config";

// One ES module under a fixed name: the integration serves it with the hash of its content.
export default defineConfig({
  build: {
    target: ["es2021", "safari16.4", "chrome100"],
    outDir: "../custom_components/lens_cap/frontend",
    emptyOutDir: false,
    reportCompressedSize: false,
    modulePreload: false,
    rolldownOptions: {
      input: "src/entry.ts",
      output: { format: "es", entryFileNames: "lens-cap.js" },
    },
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
