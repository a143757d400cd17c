import translations from "../../custom_components/lens_cap/translations/en.json" with { type: "json" };
import type { Sentence } from "../src/words/sentence.js";

const sections: Readonly<Record<string, Readonly<Record<string, string>>>> =
  translations.config_panel;

/** Return a sentence in English; throws where its key or one of its values is missing. */
export function english({ key, values = {} }: Sentence): string {
  const [section = "", name = ""] = key.split(".");
  const text = sections[section]?.[name];
  if (text === undefined) throw new Error(`no text: ${key}`);
  const asked = [...text.matchAll(/\{(\w+)\}/g)].map(([, one]) => one);
  if (asked.sort().join() !== Object.keys(values).sort().join())
    throw new Error(`${key} asks for ${asked.join()}, and gets ${Object.keys(values).join()}`);
  return text.replace(/\{(\w+)\}/g, (_, one: string) => String(values[one]));
}
