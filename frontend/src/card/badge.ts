import { css, html, nothing, type TemplateResult } from "lit";
import { icon } from "../controls/icon.js";
import { navigate } from "../home-assistant/events.js";
import { Surface } from "../home-assistant/surface.js";
import { formStyle, theme } from "../theme.js";
import { moments } from "../words/moment.js";
import { countWords } from "../words/household.js";

/** How many cameras are private; leads to the panel. */
export class Badge extends Surface {
  static override readonly styles = [
    theme,
    formStyle,
    css`
      button {
        border-radius: 999px;
        background: var(--lens-cap-surface);
        border-color: var(--lens-cap-line);
      }
    `,
  ];

  setConfig(_config: unknown): void {
    // It has no settings.
  }

  static getStubConfig(): Record<string, unknown> {
    return {};
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, view } = this;
    if (hass === undefined || view === undefined || !this.speaks) return nothing;
    const at = moments(hass.locale, hass.config.time_zone, () => Date.now());
    const { key, values } = countWords(view, at);
    return html`<button @click=${() => navigate("/lens-cap")}>
      ${icon(view.status === "running" ? "eye_off" : "alert")}<span>${this.say(key, values)}</span>
    </button>`;
  }
}
