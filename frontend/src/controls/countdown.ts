import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Say } from "../home-assistant/texts.js";
import { theme } from "../theme.js";
import { everySecond } from "./ticker.js";

const MINUTE = 60;
const HOUR = 3600;

/** Return what is left as minutes and seconds; above an hour in whole minutes. */
export function left(seconds: number): { key: string; values: Record<string, string | number> } {
  if (seconds > HOUR)
    return { key: "common.hours_left", values: { hours: Math.round(seconds / HOUR) } };
  const minutes = Math.floor(seconds / MINUTE);
  const rest = String(Math.floor(seconds % MINUTE)).padStart(2, "0");
  return { key: "common.time_left", values: { time: `${minutes}:${rest}` } };
}

/** Says how long something goes on; screen readers are not told every second. */
export class Countdown extends LitElement {
  static override readonly styles = [
    theme,
    css`
      :host {
        color: var(--lens-cap-quiet);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) ends = "";
  @property({ attribute: false }) say: Say = () => "";
  private leave?: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = everySecond(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
  }

  protected override render(): TemplateResult {
    const seconds = Math.max(0, (new Date(this.ends).getTime() - Date.now()) / 1000);
    const { key, values } = left(seconds);
    return html`<span role="timer" aria-live="off">${this.say(key, values)}</span>`;
  }
}
