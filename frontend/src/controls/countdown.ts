import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Say } from "../home-assistant/texts.js";
import { theme } from "../theme.js";
import { left } from "../words/left.js";
import { everySecond } from "./ticker.js";

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
