// Builds anew and compares with what is committed; ends with an error where they differ.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { build } from "vite";

const LARGEST = 60_000; // bytes, packed; the aim is 45 kB
const folder = new URL("../../custom_components/lens_cap/frontend/", import.meta.url);
const outDir = mkdtempSync(join(tmpdir(), "lens-cap-build-"));
try {
  await build({
    root: new URL("..", import.meta.url).pathname,
    logLevel: "error",
    build: { outDir },
  });
  const built = readFileSync(join(outDir, "lens-cap.js"), "utf8");
  const committed = readFileSync(new URL("lens-cap.js", folder), "utf8");
  const packed = readFileSync(new URL("lens-cap.js.gz", folder));
  const problems = [];
  if (built !== committed) problems.push("lens-cap.js is not what its sources give: npm run build");
  if (gunzipSync(packed).toString("utf8") !== committed)
    problems.push("lens-cap.js.gz is not lens-cap.js");
  if (packed.length > LARGEST)
    problems.push(`lens-cap.js.gz has ${packed.length} bytes; at most ${LARGEST}`);
  if (readFileSync(new URL("../package-lock.json", import.meta.url), "utf8").includes("://"))
    problems.push("package-lock.json names addresses: node build/plain-lock.mjs");
  for (const problem of problems) console.error(problem);
  console.log(`bundle: ${packed.length} bytes packed`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(outDir, { recursive: true });
}
