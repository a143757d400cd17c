import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { icon } from "../controls/icon.js";
import type { State } from "../feed/state.js";
import { navigate } from "../home-assistant/events.js";
import { Surface } from "../home-assistant/surface.js";
import { formStyle, theme } from "../theme.js";
import { countWords, guestsWords, openFindings } from "../words/household.js";
import { moments, type Moments } from "../words/moment.js";
import type { Sentence } from "../words/sentence.js";

const SHOWS = ["private", "guests", "security"] as const;
type Shows = (typeof SHOWS)[number];
const PATHS = { private: "/lens-cap", guests: "/lens-cap", security: "/lens-cap/security" };
const ICONS = { private: "eye_off", guests: "guests", security: "shield" } as const;

/** How many cameras are private, whether guests are there, or what is insecure; leads to the panel. */
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

  @state() private shows: Shows = "private";

  setConfig(config: unknown): void {
    const { show = "private" } = (config ?? {}) as { show?: unknown };
    const shows = SHOWS.find((one) => one === show);
    if (shows === undefined) throw new Error(`show: ${SHOWS.join(", ")}`);
    this.shows = shows;
  }

  static getStubConfig(): Record<string, unknown> {
    return {};
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, view } = this;
    if (hass === undefined || view === undefined || !this.speaks) return nothing;
    const at = moments(hass.locale, hass.config.time_zone, () => Date.now());
    const words = this.words(view, at);
    if (words === null) return nothing;
    return html`<button @click=${() => navigate(PATHS[this.shows])}>
      ${icon(view.status === "running" ? ICONS[this.shows] : "alert")}
      <span>${this.say(words.key, words.values)}</span>
    </button>`;
  }

  private words(view: State, at: Moments): Sentence | null {
    const { household } = view;
    if (this.shows === "private") return countWords(view, at);
    if (household === null) return null;
    return this.shows === "guests" ? guestsWords(household, at) : openFindings(household, at);
  }
}
