import { html, nothing, type TemplateResult } from "lit";
import type { Camera } from "../feed/schema.js";
import type { Say } from "../home-assistant/texts.js";
import type { Moments } from "../words/moment.js";
import { soundWords } from "../words/sound.js";
import { lengthOf, type Length } from "./length.js";

/** Return who asks for a camera's sound, for how long, and what for. */
export function asked(
  camera: Camera,
  wanted: Length & { readonly purpose: string | null },
  at: Moments,
  say: Say,
  language?: string,
): TemplateResult {
  const { purpose } = wanted;
  return html`${soundWords(camera, at).lines.map(({ key, values }) => html`<p>${say(key, values)}</p>`)}
    <p>${lengthOf(wanted, say, language)}</p>
    ${purpose === null || purpose === "" ? nothing : html`<p>${say("sound.purpose_is", { purpose })}</p>`}`;
}
