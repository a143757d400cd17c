// Builds anew and compares with what is committed; ends with an error where they differ.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildAll, modules } from "./modules.mjs";

const folder = new URL("../../custom_components/lens_cap/frontend/", import.meta.url);
const outDir = mkdtempSync(join(tmpdir(), "lens-cap-build-"));
try {
  await buildAll(outDir);
  const problems = [];
  for (const { name, largest } of modules) {
    const built = readFileSync(join(outDir, name), "utf8");
    const committed = readFileSync(new URL(name, folder), "utf8");
    const packed = readFileSync(new URL(`${name}.gz`, folder));
    if (built !== committed) problems.push(`${name} is not what its sources give: npm run build`);
    if (gunzipSync(packed).toString("utf8") !== committed)
      problems.push(`${name}.gz is not ${name}`);
    if (packed.length > largest)
      problems.push(`${name}.gz has ${packed.length} bytes; at most ${largest}`);
    console.log(`${name}: ${packed.length} bytes packed`);
  }
  if (readFileSync(new URL("../package-lock.json", import.meta.url), "utf8").includes("://"))
    problems.push("package-lock.json names addresses: node build/plain-lock.mjs");
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(outDir, { recursive: true });
}
