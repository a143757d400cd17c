import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { sayOther } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { Page } from "./page.js";

const CAMERA = "config_subentries.camera.";

interface Refused {
  readonly translation_key?: string;
  readonly translation_placeholders?: { readonly field?: string; readonly error?: string };
}

export type Fields = Readonly<Record<string, unknown>>;

/** A form with the words of the one in the settings; what is wrong stands below its field. */
export abstract class RegisterField extends Page {
  /** The step of the settings' form whose words these are. */
  protected abstract readonly step: string;
  @state() protected fields: Fields = {};
  @state() protected wrong: { readonly field: string; readonly error: string } | undefined;

  protected override load(): Promise<void> {
    return Promise.resolve();
  }

  protected override firstUpdated(): void {
    this.scrollIntoView({ block: "start" });
  }

  protected override refused(hass: HomeAssistant, error: unknown): string {
    const { translation_key, translation_placeholders } = (error ?? {}) as Refused;
    const { field, error: code } = translation_placeholders ?? {};
    if (translation_key !== "register_wrong" || field === undefined || code === undefined)
      return super.refused(hass, error);
    this.wrong = { field, error: code };
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[name="${field}"]`)?.focus(),
    );
    return "";
  }

  protected set(field: string, value: unknown): void {
    this.fields = { ...this.fields, [field]: value };
  }

  protected save(message: { type: string; [key: string]: unknown }): void {
    this.wrong = undefined;
    void this.ask({ ...message, fields: this.fields }, () => this.done());
  }

  protected done(): void {
    this.dispatchEvent(new Event("done"));
  }

  protected buttons(save: () => void): TemplateResult {
    return html`<div class="row">
      <button class="primary" aria-disabled=${this.busy} @click=${() => !this.busy && save()}>
        ${this.say("register.save")}
      </button>
      <button @click=${() => this.done()}>${this.say("common.cancel")}</button>
    </div>`;
  }

  protected text(hass: HomeAssistant, field: string, most: number): TemplateResult {
    return this.labelled(
      hass,
      field,
      html`<textarea
        name=${field}
        rows="2"
        maxlength=${most}
        aria-describedby="about-${field}"
        .value=${this.shown(field)}
        @change=${(event: Event) => this.set(field, (event.target as HTMLTextAreaElement).value)}
      ></textarea>`,
    );
  }

  protected input(
    hass: HomeAssistant,
    field: string,
    type: "text" | "number" | "date",
  ): TemplateResult {
    return this.labelled(
      hass,
      field,
      html`<input
        name=${field}
        type=${type}
        min=${type === "number" ? "0" : nothing}
        aria-describedby="about-${field}"
        .value=${this.shown(field)}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          this.set(field, type === "number" ? (value === "" ? null : Number(value)) : value);
        }}
      />`,
    );
  }

  protected choice(
    hass: HomeAssistant,
    field: string,
    words: string,
    values: readonly string[],
  ): TemplateResult {
    return this.labelled(
      hass,
      field,
      html`<select
        name=${field}
        aria-describedby="about-${field}"
        @change=${(event: Event) => this.set(field, (event.target as HTMLSelectElement).value)}
      >
        ${values.map(
          (one) =>
            html`<option value=${one} .selected=${live(one === this.fields[field])}>
              ${sayOther(hass.localize, `selector.${words}.options.${one}`) || one}
            </option>`,
        )}
      </select>`,
    );
  }

  protected checks(hass: HomeAssistant, field: string, values: readonly string[]): TemplateResult {
    const chosen = (this.fields[field] ?? []) as readonly string[];
    const toggle = (one: string): void =>
      this.set(field, chosen.includes(one) ? chosen.filter((it) => it !== one) : [...chosen, one]);
    const label = this.label(hass, field);
    return html`<div class="field" role="group" aria-label=${label}>
      <span>${label}</span>
      ${values.map(
        (one) =>
          html`<label class="check"
            ><input
              type="checkbox"
              name=${field}
              .checked=${chosen.includes(one)}
              @change=${() => toggle(one)}
            />${sayOther(hass.localize, `selector.${field}.options.${one}`) || one}</label
          >`,
      )}
      ${this.about(hass, field)}
    </div>`;
  }

  private shown(field: string): string {
    const value = this.fields[field];
    return typeof value === "number" ? String(value) : typeof value === "string" ? value : "";
  }

  protected label(hass: HomeAssistant, field: string): string {
    return sayOther(hass.localize, `${CAMERA}step.${this.step}.data.${field}`);
  }

  /** What the settings' form explains of a field, and what is wrong with it. */
  private about(hass: HomeAssistant, field: string): TemplateResult {
    const { wrong } = this;
    const said =
      wrong?.field === field
        ? this.say(`register.${wrong.error}`) ||
          sayOther(hass.localize, `${CAMERA}error.${wrong.error}`)
        : "";
    return html`<p class="quiet" id="about-${field}">
        ${sayOther(hass.localize, `${CAMERA}step.${this.step}.data_description.${field}`)}
      </p>
      ${said === "" ? nothing : html`<p class="error" role="alert">${said}</p>`}`;
  }

  private labelled(hass: HomeAssistant, field: string, control: TemplateResult): TemplateResult {
    return html`<div class="field">
      <label>${this.label(hass, field)} ${control}</label>
      ${this.about(hass, field)}
    </div>`;
  }
}
