import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { Surface } from "../home-assistant/surface.js";
import { refusal } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { formStyle, theme } from "../theme.js";
import { moments, type Moments } from "../words/moment.js";
import { pageStyle } from "./style.js";

/** A part of the panel that asks the server for something when it is opened. */
export abstract class Page extends Surface {
  static override readonly styles = [theme, formStyle, pageStyle];

  @state() protected error = "";
  @state() protected busy = false;
  private turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.turn += 1;
  }

  /** Ask the server for what is shown. */
  protected abstract load(): Promise<void>;

  protected abstract content(hass: HomeAssistant, at: Moments): TemplateResult;

  protected override render(): TemplateResult | typeof nothing {
    const { hass } = this;
    if (hass === undefined || !this.speaks) return nothing;
    const zone = this.view?.household?.time_zone ?? hass.config.time_zone;
    const at = moments(hass.locale, zone, () => Date.now());
    return html`<p class="error" role="alert">${this.error}</p>
      ${this.content(hass, at)}`;
  }

  protected get zone(): string {
    return this.view?.household?.time_zone ?? this.hass?.config.time_zone ?? "UTC";
  }

  /** What went wrong comes into sight, also where it was a button far below that was pressed. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("error") && this.error !== "")
      this.renderRoot.querySelector(".error")?.scrollIntoView({ block: "nearest" });
  }

  /** Return what is said of a refusal, for the whole page. */
  protected refused(hass: HomeAssistant, error: unknown): string {
    return refusal(hass.localize, error);
  }

  /** Ask, and hand on the answer, unless something else was asked meanwhile or the page was left. */
  protected async ask(
    message: { type: string; [key: string]: unknown },
    take: (answer: unknown) => void,
  ): Promise<boolean> {
    const { hass } = this;
    if (hass === undefined) return false;
    const turn = ++this.turn;
    this.busy = true;
    this.error = "";
    try {
      const answer = await hass.callWS(message);
      if (turn !== this.turn) return false;
      take(answer);
      return true;
    } catch (error) {
      if (turn === this.turn) this.error = this.refused(hass, error);
      return false;
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }
}
