// The modules that the integration serves, what each is built from, and how large it may be, packed.
import { build } from "vite";
import { tightTemplates } from "./templates.mjs";

export const modules = [
  { name: "lens-cap.js", input: "src/entry.ts", largest: 5_000 },
  { name: "lens-cap-elements.js", input: "src/elements.ts", largest: 60_000 }, // the aim is 45 kB
];

/** Build each by itself: two that are built together share pieces in a third. */
export async function buildAll(outDir) {
  for (const { name, input } of modules)
    await build({
      root: new URL("..", import.meta.url).pathname,
      logLevel: "error",
      plugins: [tightTemplates],
      build: {
        ...(outDir === undefined ? {} : { outDir }),
        rolldownOptions: { input, output: { format: "es", entryFileNames: name } },
      },
    });
}
