import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Camera } from "../feed/schema.js";
import { withdrawConsent } from "../home-assistant/actions.js";
import { refusal, sayOther } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import type { Moments } from "../words/moment.js";
import { dayOf, personWords } from "../words/register.js";
import { ListPage } from "./page.js";
import { readRegister, type Entry, type Person, type Register } from "./register-schema.js";

const SCOPES = ["camera", "sound", "recognition"] as const;
const LABEL = "config_subentries.camera.step.";

interface Editing {
  readonly what: "register" | "consent";
  readonly entry: Entry;
  readonly person?: Person;
}

/** What each camera is for, what it sees and keeps, and who agreed; whoever does not any more says so here. */
export class RegisterPage extends ListPage {
  @state() private register: Register | undefined;
  @state() private editing: Editing | undefined;
  @state() private striking: string | undefined;
  @state() private withdrawn = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.hass
      ?.loadBackendTranslation("config_subentries", "lens_cap")
      .then(() => this.requestUpdate());
  }

  protected override load(): Promise<void> {
    return this.ask({ type: "lens_cap/register/list" }, (answer) => {
      this.register = readRegister(answer);
    }).then(() => undefined);
  }

  protected override get formOpen(): boolean {
    return this.editing !== undefined && this.register?.options != null;
  }

  protected override drop(): void {
    this.register = undefined;
    this.editing = undefined;
    this.striking = undefined;
    this.withdrawn = "";
  }

  protected override content(hass: HomeAssistant, at: Moments): TemplateResult {
    const { register, editing } = this;
    if (editing !== undefined && register?.options != null) {
      const { what, entry, person } = editing;
      return what === "register"
        ? html`<lens-cap-register-form
            .hass=${hass}
            .entry=${entry}
            .options=${register.options}
            @done=${this.formDone}
          ></lens-cap-register-form>`
        : html`<lens-cap-consent-form
            .hass=${hass}
            .entry=${entry}
            .person=${person}
            .options=${register.options}
            @done=${this.formDone}
          ></lens-cap-consent-form>`;
    }
    if (register === undefined) return html`<h2>${this.say("register.title")}</h2>`;
    const { responsible } = register;
    return html`<h2>${this.say("register.title")}</h2>
      <p>
        ${
          responsible === ""
            ? this.say("register.nobody_responsible")
            : this.say("register.responsible", { name: responsible })
        }
      </p>
      ${register.cameras.map((entry) => this.entry(hass, entry, at))}
      <p class="quiet">${this.say("register.foot")}</p>`;
  }

  private entry(hass: HomeAssistant, entry: Entry, at: Moments): TemplateResult {
    const { recording_days: days } = entry;
    const lines: readonly (readonly [string, readonly string[]])[] = [
      ["sees", entry.sees.map((one) => this.word(hass, "sees", one))],
      ["recording", [this.word(hass, "recording", entry.recording)]],
      [
        "recording_days",
        days === null ? [] : [this.say(`register.days_${at.plural(days)}`, { days })],
      ],
      ["recognition", [this.word(hass, "recognition", entry.recognition)]],
      ["told_how", entry.told_how === "" ? [] : [entry.told_how]],
    ];
    return html`<section class="card" data-camera=${entry.camera_id}>
      <h3 tabindex="-1">${entry.camera}</h3>
      <p>${entry.purpose === "" ? this.say("register.no_purpose") : entry.purpose}</p>
      <dl class="list">
        ${lines.map(([field, values]) =>
          values.length === 0
            ? nothing
            : html`<div>
                <dt class="quiet">${sayOther(hass.localize, `${LABEL}register.data.${field}`)}</dt>
                ${values.map((value) => html`<dd>${value}</dd>`)}
              </div>`,
        )}
      </dl>
      <p>${this.say(`register.sign_${entry.notice_shown ? "yes" : "no"}`)}</p>
      <p>${this.say(`register.informed_${entry.people_informed ? "yes" : "no"}`)}</p>
      ${
        entry.revision === undefined
          ? nothing
          : html`<div class="row">
              <button @click=${() => (this.editing = { what: "register", entry })}>
                ${this.say("register.edit")}
              </button>
            </div>`
      }
      ${this.consents(hass, entry)} ${this.ownWord(hass, entry)}
    </section>`;
  }

  private consents(hass: HomeAssistant, entry: Entry): TemplateResult {
    const counted = entry.consents.filter(({ given, withdrawn }) => given + withdrawn > 0);
    return html`<h4>${this.say("register.who_agreed")}</h4>
      ${counted.length === 0 ? html`<p>${this.say("register.nobody_asked")}</p>` : nothing}
      ${
        entry.people === undefined
          ? counted.map(
              ({ scope, given, withdrawn }) =>
                html`<p>
                  ${this.say("register.counted", {
                    what: this.word(hass, "consent_scope", scope),
                    given,
                    withdrawn,
                  })}
                </p>`,
            )
          : html`<ul class="list">
                ${entry.people.map((person) => this.person(hass, entry, person))}
              </ul>
              <div class="row">
                <button @click=${() => (this.editing = { what: "consent", entry })}>
                  ${this.say("register.note")}
                </button>
              </div>`
      }`;
  }

  private person(hass: HomeAssistant, entry: Entry, person: Person): TemplateResult {
    const what = this.word(hass, "consent_scope", person.scope);
    const said = personWords(person, what, (iso) => dayOf(hass.locale, this.zone, iso));
    const camera = this.camera(entry);
    const sure = this.striking === person.consent_id;
    const label = (key: string): string =>
      `${this.say(`register.${key}`)}: ${person.who === "" ? what : `${person.who}, ${what}`}`;
    return html`<li>
      <span>${this.say(said.key, said.values)}</span>
      ${person.way === "" ? nothing : html`<span class="quiet">${person.way}</span>`}
      ${person.purpose === "" ? nothing : html`<span class="quiet">${person.purpose}</span>`}
      <div class="row">
        ${
          person.withdrawn_at === null
            ? camera === undefined
              ? nothing
              : html`<button
                  aria-label=${label("withdraw")}
                  @click=${() => this.withdraw(hass, camera, person.scope, person.who)}
                >
                  ${this.say("register.withdraw")}
                </button>`
            : html`<button
                aria-label=${label("again")}
                @click=${() => (this.editing = { what: "consent", entry, person })}
              >
                ${this.say("register.again")}
              </button>`
        }
        <button
          aria-label=${label(sure ? "strike_yes" : "strike")}
          @click=${() => this.strike(entry, person)}
        >
          ${this.say(sure ? "register.strike_yes" : "register.strike")}
        </button>
      </div>
    </li>`;
  }

  /** Everybody who may close a camera can say that they do not agree any more. */
  private ownWord(hass: HomeAssistant, entry: Entry): TemplateResult | typeof nothing {
    const camera = this.camera(entry);
    if (camera === undefined) return nothing;
    return html`<div class="field" role="group" aria-label=${this.say("register.not_any_more")}>
        <span>${this.say("register.not_any_more")}</span>
        <div class="row">
          ${SCOPES.map(
            (scope) =>
              html`<button @click=${() => this.withdraw(hass, camera, scope)}>
                ${this.word(hass, "consent_scope", scope)}
              </button>`,
          )}
        </div>
      </div>
      <p aria-live="polite">
        ${this.withdrawn === entry.camera_id ? this.say("register.heard") : ""}
      </p>`;
  }

  private camera({ camera_id }: Entry): (Camera & { entity_id: string }) | undefined {
    const found = this.view?.cameras.find((one) => one.camera_id === camera_id);
    if (found === undefined || found.entity_id === null || !found.may_close) return undefined;
    return { ...found, entity_id: found.entity_id };
  }

  private word(hass: HomeAssistant, field: string, value: string): string {
    return sayOther(hass.localize, `selector.${field}.options.${value}`) || value;
  }

  /** Go back to the camera whose form it was. */
  private async formDone(): Promise<void> {
    const camera = this.editing?.entry.camera_id;
    this.editing = undefined;
    await this.load();
    await this.updateComplete;
    const section = this.renderRoot.querySelector(`[data-camera="${camera}"]`);
    section?.scrollIntoView({ block: "start" });
    section?.querySelector<HTMLElement>("h3")?.focus();
  }

  private async withdraw(
    hass: HomeAssistant,
    { camera_id, entity_id }: { camera_id: string; entity_id: string },
    what: string,
    who?: string,
  ): Promise<void> {
    this.withdrawn = "";
    try {
      await withdrawConsent(hass, entity_id, what, who);
      this.withdrawn = camera_id;
      await this.load();
    } catch (error) {
      await this.load();
      this.error = refusal(hass.localize, error);
    }
  }

  private async strike({ camera_id }: Entry, person: Person): Promise<void> {
    if (this.striking !== person.consent_id) {
      this.striking = person.consent_id;
      return;
    }
    this.striking = undefined;
    await this.ask(
      {
        type: "lens_cap/register/note_consent",
        camera_id,
        consent_id: person.consent_id,
        revision: person.revision,
        fields: { answer: "not_concerned" },
      },
      () => undefined,
    );
    const { error } = this;
    await this.load();
    this.error ||= error;
  }
}
