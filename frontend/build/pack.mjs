// Builds the modules; beside them their packed forms, which the server hands out as they are, and the notices
// of what they contain.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildAll, modules } from "./modules.mjs";

const folder = new URL("../../custom_components/lens_cap/frontend/", import.meta.url);
await buildAll();
for (const { name } of modules) {
  const bundle = readFileSync(new URL(name, folder));
  const packed = gzipSync(bundle, { level: 9 });
  packed[9] = 255; // the operating system that packed: "unknown", so that every machine writes the same
  writeFileSync(new URL(`${name}.gz`, folder), packed);
  console.log(`${name}: ${bundle.length} bytes, packed ${packed.length}`);
}

const notices = [
  "lit",
  "lit-html",
  "lit-element",
  "@lit/reactive-element",
  "valibot",
  "@mdi/js",
].map((name) => {
  const read = (file) =>
    readFileSync(new URL(`../node_modules/${name}/${file}`, import.meta.url), "utf8");
  const { version, license } = JSON.parse(read("package.json"));
  const text = ["LICENSE", "LICENSE.md", "license"].map((file) => {
    try {
      return read(file);
    } catch {
      return "";
    }
  });
  return `${name} ${version} (${license})\n\n${text.find(Boolean) ?? ""}`.trim();
});
writeFileSync(
  new URL("third-party-notices.txt", folder),
  `lens-cap-elements.js contains parts of these libraries.\n\n${notices.join(`\n\n${"-".repeat(72)}\n\n`)}\n`,
);
