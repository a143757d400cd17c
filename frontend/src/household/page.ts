import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { You } from "../feed/schema.js";
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
    this.opened();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.turn += 1;
  }

  protected opened(): void {
    void this.load();
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

/**
 * A part that stays in the page while there is no connection, for the sake of a form that somebody fills
 * in. Its list does not: what it says of now is not known without a connection.
 */
export abstract class ListPage extends Page {
  private shownTo: You["role"] | undefined;
  /** Whether the list was asked for over the connection that there is. */
  private asked = false;
  /** Whether the list is of before a loss that a form outlived. */
  private old = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asked = false;
  }

  protected abstract get formOpen(): boolean;

  /** Forget all that was loaded or begun. */
  protected abstract drop(): void;

  protected override opened(): void {
    // Without a connection that would only fail: it is asked for once there is one.
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const role = this.view?.you?.role;
    if (role === undefined) {
      this.asked = false;
      // Nor is it shown for a moment once there is a connection again, before the new one comes.
      this.old = this.formOpen;
      if (!this.formOpen) this.drop();
      return;
    }
    if (this.old && !this.formOpen) {
      this.old = false;
      this.drop();
    }
    // Before anything is drawn: what one role was told or may change is not for another one to see.
    if (this.shownTo !== undefined && this.shownTo !== role) {
      this.drop();
      this.asked = false;
    }
    this.shownTo = role;
    if (this.asked || !this.isConnected) return;
    this.asked = true;
    // A form stays as it is; whoever leaves it gets a new list anyway.
    if (!this.formOpen) void this.load();
  }
}
