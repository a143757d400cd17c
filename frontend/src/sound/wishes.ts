import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Say } from "../home-assistant/texts.js";
import { lengthOf, LENGTHS, type Length } from "./length.js";

/** What somebody asks for; whoever asks may change it. */
export interface Wish {
  readonly length: Length;
  readonly purpose: string;
}

/** Return the fields that show what is asked for, and in which it is changed. */
export function wishes(
  { length, purpose }: Wish,
  change: (wish: Wish) => void,
  say: Say,
  language?: string,
): TemplateResult {
  const told = LENGTHS.includes(length.length) ? "" : lengthOf(length, say, language);
  return html`${told === "" ? nothing : html`<p>${told}</p>`}
    <lens-cap-choice
      .label=${say("sound.how_long")}
      .value=${live(length.length)}
      .options=${LENGTHS.map((value) => ({ value, label: say(`sound.length_${value}`) }))}
      @choose=${(event: CustomEvent<string>) =>
        change({ length: { length: event.detail, seconds: 0 }, purpose })}
    ></lens-cap-choice>
    <label
      >${say("sound.what_for")}
      <input
        maxlength="200"
        .value=${purpose}
        @change=${(event: Event) =>
          change({ length, purpose: (event.target as HTMLInputElement).value })}
    /></label>`;
}
