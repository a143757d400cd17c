import { html, nothing, type TemplateResult } from "lit";
import type { HomeAssistant } from "../home-assistant/types.js";
import { sayOther } from "../home-assistant/texts.js";
import { RegisterField } from "./register-field.js";
import type { Entry, Options, Person } from "./register-schema.js";

const LONGEST = 500;
const STORED = [
  "purpose",
  "sees",
  "recording",
  "recording_days",
  "recognition",
  "told_how",
  "notice_shown",
  "people_informed",
] as const;
const TICKS = ["notice_shown", "people_informed"] as const;
const TICK = "config_subentries.camera.step.reconfigure.data.";

/** What is written down of a camera; a purpose that says nothing is asked about once more. */
export class RegisterForm extends RegisterField {
  entry: Entry | undefined;
  options: Options | undefined;
  protected readonly step = "register";
  private askedBack = false;

  override connectedCallback(): void {
    const { entry } = this;
    if (entry !== undefined)
      this.fields = Object.fromEntries(STORED.map((field) => [field, entry[field]]));
    super.connectedCallback();
  }

  protected override refused(hass: HomeAssistant, error: unknown): string {
    const said = super.refused(hass, error);
    this.askedBack ||= this.wrong?.error === "purpose_says_nothing";
    return said;
  }

  protected override content(hass: HomeAssistant): TemplateResult {
    const { entry, options } = this;
    if (entry === undefined || options === undefined) return html`${nothing}`;
    return html`<h2>${entry.camera}</h2>
      <section class="card" ?inert=${this.busy}>
        ${this.text(hass, "purpose", LONGEST)} ${this.checks(hass, "sees", options.sees)}
        ${this.choice(hass, "recording", "recording", options.recording)}
        ${this.input(hass, "recording_days", "number")}
        ${this.choice(hass, "recognition", "recognition", options.recognition)}
        ${this.text(hass, "told_how", LONGEST)}
        ${TICKS.map(
          (field) =>
            html`<label class="check"
              ><input
                type="checkbox"
                name=${field}
                .checked=${this.fields[field] === true}
                @change=${(event: Event) =>
                  this.set(field, (event.target as HTMLInputElement).checked)}
              />${sayOther(hass.localize, TICK + field)}</label
            >`,
        )}
      </section>
      ${this.buttons(() =>
        this.save({
          type: "lens_cap/register/save",
          camera_id: entry.camera_id,
          revision: entry.revision,
          asked_back: this.askedBack,
        }),
      )}`;
  }
}

/** What somebody answered who was asked. */
export class ConsentForm extends RegisterField {
  entry: Entry | undefined;
  person: Person | undefined;
  options: Options | undefined;
  protected readonly step = "consent";

  override connectedCallback(): void {
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: this.zone }).format(Date.now());
    const { person } = this;
    this.fields =
      person === undefined
        ? { what: "camera", given_on: today }
        : { answer: "agreed", given_on: today, way: person.way, purpose: person.purpose };
    super.connectedCallback();
  }

  protected override content(hass: HomeAssistant): TemplateResult {
    const { entry, options, person } = this;
    if (entry === undefined || options === undefined) return html`${nothing}`;
    return html`<h2>${this.say("register.answer_about", { camera: entry.camera })}</h2>
      <section class="card" ?inert=${this.busy}>
        ${
          person === undefined
            ? html`${this.input(hass, "who", "text")}
              ${this.choice(hass, "what", "consent_scope", options.scopes)}`
            : html`<p>${this.say("register.asked_again")}</p>`
        }
        ${this.input(hass, "given_on", "date")} ${this.input(hass, "way", "text")}
        ${this.input(hass, "purpose", "text")}
      </section>
      ${this.buttons(() =>
        this.save({
          type: "lens_cap/register/note_consent",
          camera_id: entry.camera_id,
          ...(person === undefined
            ? {}
            : { consent_id: person.consent_id, revision: person.revision }),
        }),
      )}`;
  }
}
