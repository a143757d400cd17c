import { LitElement, type PropertyValues } from "lit";
import { holdFocus } from "../controls/focus.js";
import { Feed } from "../feed/store.js";
import type { State } from "../feed/state.js";
import { loadTexts, sayer, type Say } from "./texts.js";
import type { HomeAssistant } from "./types.js";

/** Return whether something changed of which each element of ours shows something. */
const differs = (before: HomeAssistant, now: HomeAssistant): boolean =>
  before.localize !== now.localize ||
  before.locale !== now.locale ||
  before.connection !== now.connection ||
  before.user !== now.user ||
  before.themes !== now.themes;

/**
 * What every card, badge and page of ours has in common: Home Assistant's object in a plain setter (it
 * is set many times a second), the feed while the element is in the page, and the texts.
 */
export abstract class Surface extends LitElement {
  private current?: HomeAssistant;
  private unlisten?: (() => void) | undefined;
  private language?: string | undefined;
  protected feed?: Feed;
  protected view?: State;

  get hass(): HomeAssistant | undefined {
    return this.current;
  }

  set hass(hass: HomeAssistant | undefined) {
    if (hass === undefined) return;
    const before = this.current;
    this.current = hass;
    this.given(hass);
    if (before !== undefined && !differs(before, hass)) return;
    this.requestUpdate();
    this.speak(hass);
    if (before?.connection !== hass.connection) {
      this.unsubscribe();
      this.subscribe();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.subscribe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe();
  }

  protected override update(changed: PropertyValues): void {
    const giveBack = this.keepsAll(changed) ? null : holdFocus(this.renderRoot as ShadowRoot);
    super.update(changed);
    giveBack?.();
  }

  /** Whether the texts are there: before, nothing but the cap is shown. */
  protected get speaks(): boolean {
    return this.current !== undefined && this.language === this.current.language;
  }

  get say(): Say {
    return this.current === undefined ? () => "" : sayer(this.current.localize);
  }

  /** Return whether what changed takes nothing away that can have the focus. */
  protected keepsAll(_changed: PropertyValues): boolean {
    return false;
  }

  /** Called with each new object of Home Assistant's. */
  protected given(_hass: HomeAssistant): void {
    // Most only look at it when they draw.
  }

  /** Return whether a new state of the feed changes what this element shows. */
  protected concerns(_before: State, _now: State): boolean {
    return true;
  }

  private speak(hass: HomeAssistant): void {
    if (this.language === hass.language) return;
    const { language } = hass;
    loadTexts(hass).then(
      () => {
        this.language = language;
        this.requestUpdate();
      },
      () =>
        window.setTimeout(() => this.isConnected && this.current && this.speak(this.current), 2000),
    );
  }

  private subscribe(): void {
    if (!this.isConnected || this.current === undefined || this.unlisten !== undefined) return;
    this.feed = Feed.of(this.current.connection);
    this.unlisten = this.feed.listen((now) => {
      const before = this.view;
      this.view = now;
      if (before === undefined || this.concerns(before, now)) this.requestUpdate();
    });
  }

  private unsubscribe(): void {
    this.unlisten?.();
    this.unlisten = undefined;
  }
}
