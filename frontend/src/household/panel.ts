import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { icon } from "../controls/icon.js";
import type { MenuItem } from "../controls/menu.js";
import type { Household, You } from "../feed/schema.js";
import type { State } from "../feed/state.js";
import { setGuests, turn } from "../home-assistant/actions.js";
import { navigate, toggleMenu } from "../home-assistant/events.js";
import { Surface } from "../home-assistant/surface.js";
import { refusal } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { formStyle, theme } from "../theme.js";
import { householdWords } from "../words/camera.js";
import { countWords, guestsWords } from "../words/household.js";
import { moments, type Moments } from "../words/moment.js";
import { openZoneEditor } from "../zones/open.js";
import { pageStyle } from "./style.js";

const TABS = ["now", "week", "what_if", "history", "rules", "register", "security"] as const;
type Tab = (typeof TABS)[number];
/** What only residents and administrators are told. */
const INSIDE: readonly Tab[] = ["week", "what_if", "history", "rules", "register"];
/** Parts with forms: they stay while there is no connection, and show nothing then but a form that is open. */
const FORMS: readonly Tab[] = ["rules", "register", "what_if"];
const BUILT = new URL(import.meta.url).searchParams.get("v");
const ZONES = /^\/zones\/(\w+)$/;
const GUEST_HOURS = [3, 12, 24] as const;

/** The household's page: what is so, what will be, what would be, what was. */
export class Panel extends Surface {
  static override readonly styles = [
    theme,
    formStyle,
    pageStyle,
    css`
      :host {
        display: block;
        min-block-size: 100%;
        background: var(--lens-cap-page);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 56px;
        padding-inline: 8px;
      }
      h1 {
        font-size: 20px;
        font-weight: 400;
      }
      main {
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
        max-inline-size: 900px;
        margin-inline: auto;
        padding: 8px 16px 32px;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-block-size: 44px;
        padding-inline: 12px;
        border-radius: 8px;
        text-decoration: none;
      }
      nav a[aria-current] {
        outline: 2px solid var(--lens-cap-accent);
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) narrow = false;
  @property({ attribute: false }) route: { readonly path?: string } = {};
  @property({ attribute: false }) panel: unknown;
  @state() private error = "";
  @state() private asking = false;
  private drawing: string | undefined;
  private lastRole: You["role"] | undefined;

  protected override concerns(before: State, now: State): boolean {
    return before !== now;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, view } = this;
    if (hass === undefined || view === undefined || !this.speaks) return nothing;
    const at = moments(hass.locale, view.household?.time_zone ?? hass.config.time_zone, () =>
      Date.now(),
    );
    this.lastRole = view.you?.role ?? this.lastRole;
    const count = countWords(view, at);
    const none = householdWords(view);
    return html`<header>
        <button class="bare" aria-label=${this.say("panel.menu")} @click=${() => toggleMenu(this)}>
          ${icon("menu")}
        </button>
        <h1>${this.say("panel.title")}</h1>
      </header>
      <main>
        ${this.updated_(view)}
        <p aria-live="polite">${this.say(count.key, count.values)}</p>
        ${
          none === null
            ? nothing
            : none.lines.map(
                ({ key, values }) => html`<p class="quiet">${this.say(key, values)}</p>`,
              )
        }
        <lens-cap-questions .hass=${hass}></lens-cap-questions>
        ${
          view.household === null || view.you === null
            ? nothing
            : this.household(hass, view.household, view.you, at)
        }
        ${this.navigation()}
        ${view.you === null && !FORMS.includes(this.tab) ? nothing : this.content(hass)}
      </main>`;
  }

  /** What a link of the settings leads to: the zones of a camera, above the page. */
  protected override updated(): void {
    const { hass } = this;
    const camera = ZONES.exec(this.route.path ?? "")?.[1];
    if (camera === this.drawing || hass === undefined) return;
    this.drawing = camera;
    if (camera === undefined) return;
    navigate("/lens-cap", true);
    openZoneEditor(this, hass, camera);
  }

  private updated_({ ui }: State): TemplateResult | typeof nothing {
    if (ui === null || BUILT === null || ui === BUILT) return nothing;
    return html`<div class="card">
      <p>${this.say("panel.updated")}</p>
      <button @click=${() => location.reload()}>${this.say("panel.reload")}</button>
    </div>`;
  }

  private household(
    hass: HomeAssistant,
    household: Household,
    you: You,
    at: Moments,
  ): TemplateResult {
    const { all_private: all } = household.entities;
    const guests = guestsWords(household, at);
    const label = guests === null ? "" : this.say(guests.key, guests.values);
    const there = household.guests?.present !== "no";
    return html`<div class="row">
        ${
          all === null || !you.may_close_all
            ? nothing
            : html`<button
                class="primary"
                @click=${() => this.run(hass, turn(hass, all, !household.all_private))}
              >
                ${this.say(household.all_private ? "panel.all_end" : "panel.all_private")}
              </button>`
        }
        ${
          you.may_say_guests
            ? html`<button
                @click=${() => (this.asking = !this.asking)}
                aria-expanded=${this.asking ? "true" : "false"}
              >
                ${icon("guests")}${label || this.say("what_if.guests")}
              </button>`
            : label && html`<span>${label}</span>`
        }
      </div>
      ${this.asking ? this.guests(hass, there, you) : nothing}
      <p class="error" role="alert">${this.error}</p>`;
  }

  private guests(hass: HomeAssistant, there: boolean, you: You): TemplateResult {
    const arrive: MenuItem[] = [
      ...GUEST_HOURS.map((hours) => ({
        id: String(hours),
        label: this.say("panel.guests_for", { hours }),
      })),
      { id: "noon", label: this.say("panel.guests_noon") },
      { id: "open", label: this.say("panel.guests_open") },
    ];
    return html`<div class="card">
      ${arrive.map(
        ({ id, label }) => html`<button @click=${() => this.arrive(hass, id)}>${label}</button>`,
      )}
      ${
        there && you.signed_in
          ? html`<button class="primary" @click=${() => this.run(hass, setGuests(hass, false))}>
              ${this.say("card.guests_left_yes")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private arrive(hass: HomeAssistant, id: string): void {
    const hours = Number(id);
    const end =
      id === "open" ? {} : id === "noon" ? { until: this.tomorrowNoon() } : { duration: { hours } };
    this.run(hass, setGuests(hass, true, end));
  }

  /** Noon of tomorrow as the household's clock shows it; the action takes times without a zone so. */
  private tomorrowNoon(): string {
    const zone = this.view?.household?.time_zone ?? "UTC";
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(Date.now());
    // A day by the calendar: one by the clock may have 23 or 25 hours.
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    return `${tomorrow} 12:00:00`;
  }

  private get inside(): boolean {
    return this.lastRole !== undefined && this.lastRole !== "other";
  }

  private navigation(): TemplateResult {
    const tabs = TABS.filter((tab) => !INSIDE.includes(tab) || this.inside);
    return html`<nav aria-label=${this.say("panel.parts")}>
      ${tabs.map((tab) => {
        const path = tab === "now" ? "/lens-cap" : `/lens-cap/${tab.replace("_", "-")}`;
        return html`<a
          href=${path}
          aria-current=${tab === this.tab ? "page" : nothing}
          @click=${(event: MouseEvent) => this.go(event, path)}
          >${this.say(`tab.${tab}`)}</a
        >`;
      })}
    </nav>`;
  }

  private go(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigate(path);
  }

  private get tab(): Tab {
    const name = (this.route.path ?? "").replace(/^\/+/, "").replace("-", "_");
    return TABS.find((tab) => tab === name) ?? "now";
  }

  private content(hass: HomeAssistant): TemplateResult | typeof nothing {
    const { tab } = this;
    if (this.lastRole === undefined) return nothing;
    if (INSIDE.includes(tab) && !this.inside) return html`<p>${this.say("panel.inside")}</p>`;
    switch (tab) {
      case "now":
        return html`<lens-cap-now .hass=${hass}></lens-cap-now>`;
      case "week":
        return html`<lens-cap-week .hass=${hass}></lens-cap-week>`;
      case "what_if":
        return html`<lens-cap-what-if .hass=${hass}></lens-cap-what-if>`;
      case "history":
        return html`<lens-cap-history .hass=${hass}></lens-cap-history>`;
      case "rules":
        return html`<lens-cap-rules .hass=${hass}></lens-cap-rules>`;
      case "register":
        return html`<lens-cap-register .hass=${hass}></lens-cap-register>`;
      case "security":
        return html`<lens-cap-security .hass=${hass}></lens-cap-security>`;
    }
  }

  private run(hass: HomeAssistant, act: Promise<unknown>): void {
    this.error = "";
    this.asking = false;
    act.catch((error: unknown) => (this.error = refusal(hass.localize, error)));
  }
}
