import { html, nothing, type TemplateResult } from "lit";
import type { Say } from "../home-assistant/texts.js";

/** Who can be heard (codes), who of these was not told, and what else a yes means. */
export interface Hearing {
  readonly heard: readonly string[];
  readonly untold: readonly string[];
  readonly needed_for: string;
  readonly switches_on_microphone: boolean;
}

/** Return who could be heard after a yes, and what else it would mean. */
export function heard(hearing: Hearing, say: Say, language?: string): TemplateResult {
  const names = (codes: readonly string[]): string =>
    new Intl.ListFormat(language).format(
      codes.map((code) => say(`heard.${code}`)).filter((name) => name !== ""),
    );
  const { untold, needed_for: purpose, switches_on_microphone } = hearing;
  return html`<p>${say("sound.heard", { who: names(hearing.heard) })}</p>
    ${
      untold.length === 0
        ? nothing
        : html`<p><strong>${say("sound.untold", { who: names(untold) })}</strong></p>`
    }
    ${switches_on_microphone ? html`<p>${say("sound.at_camera")}</p>` : nothing}
    ${purpose === "" ? nothing : html`<p class="quiet">${say("sound.needed_for", { purpose })}</p>`}`;
}
