import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import translations from "../../../custom_components/lens_cap/translations/en.json" with { type: "json" };

const SOURCES = new URL("../../src/", import.meta.url);
const panel: Readonly<Record<string, Readonly<Record<string, string>>>> = translations.config_panel;
const existing = Object.entries(panel).flatMap(([section, texts]) =>
  Object.keys(texts).map((key) => `${section}.${key}`),
);

const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, SOURCES), "utf8"))
  .join("\n");

const sections = Object.keys(panel).join("|");
const whole = [...sources.matchAll(new RegExp(`["'\`]((?:${sections})\\.[a-z0-9_]+)["'\`]`, "g"))];
const begun = [...sources.matchAll(new RegExp(`\`((?:${sections})\\.[a-z0-9_]*)\\$\\{`, "g"))];
const said = new Set(whole.map(([, key = ""]) => key));
const prefixes = begun.map(([, prefix = ""]) => prefix);

test("every text that the sources say exists", () => {
  expect([...said].filter((key) => !existing.includes(key))).toEqual([]);
  const unknown = prefixes.filter((prefix) => !existing.some((key) => key.startsWith(prefix)));
  expect(unknown).toEqual([]);
});

test("every text that exists is said", () => {
  const left = existing.filter(
    (key) => !said.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  expect(left).toEqual([]);
});

test("no text asks for plurals in a way that Home Assistant cannot read", () => {
  expect(existing.filter((key) => /\{\w+,/.test(panelText(key)))).toEqual([]);
});

function panelText(key: string): string {
  const [section = "", name = ""] = key.split(".");
  return panel[section]?.[name] ?? "";
}
