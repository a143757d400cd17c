import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { turnedOff } from "../words/at-camera.js";
import type { Moments } from "../words/moment.js";
import { Page } from "./page.js";
import {
  readPreview,
  text,
  texts,
  typed,
  type Fields,
  type Options,
  type Rule,
  type RulePreview,
} from "./rule-schema.js";

const PREVIEW_MS = 300;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const EFFECTS = ["private", "masked", "unchanged"] as const;

/** A rule: three fields first, the rest on demand, and what it would have done today. */
export class RuleForm extends Page {
  rule: Rule | undefined;
  options: Options | undefined;
  @state() private fields: Fields = { presence: "someone_home", effect_level: "private" };
  @state() private preview: RulePreview | undefined;
  private timer: number | undefined;
  @state() private saving = false;

  override connectedCallback(): void {
    if (this.rule?.fields != null) this.fields = this.rule.fields;
    super.connectedCallback();
    void this.hass
      ?.loadBackendTranslation("config_subentries", "lens_cap")
      .then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  protected override load(): Promise<void> {
    return this.ask({ type: "lens_cap/rules/preview", ...this.message }, (answer) => {
      this.preview = readPreview(answer);
    }).then(() => undefined);
  }

  private get message(): Record<string, unknown> {
    const { rule, fields } = this;
    return { fields: this.named(fields), ...(rule === undefined ? {} : { rule_id: rule.rule_id }) };
  }

  /** A rule that was given no name is named by when it applies. */
  private named(fields: Fields): Fields {
    return text(fields["name"]).trim() === ""
      ? { ...fields, name: this.say(`presence.${text(fields["presence"])}`) }
      : fields;
  }

  protected override content(hass: HomeAssistant, at: Moments): TemplateResult {
    const { fields, options, saving } = this;
    if (options === undefined) return html`${nothing}`;
    const presence = text(fields["presence"]) || "ignore";
    const effect = text(fields["effect_level"]) || "private";
    return html`<h2>${this.rule?.name ?? this.say("rules.new")}</h2>
      <section class="card" ?inert=${saving}>
        ${this.choice("rules.when", "presence", presence, options.presences)}
        ${this.checks(
          "rules.cameras",
          "cameras",
          options.cameras.map(({ camera_id, name }) => [camera_id, name]),
        )}
        <p class="quiet">${this.say("rules.none_is_all")}</p>
        ${this.choice("rules.effect", "effect_level", effect, EFFECTS)}
        ${effect === "masked" ? this.zones(options) : nothing}
      </section>
      <details class="card" ?open=${this.rule !== undefined} ?inert=${saving}>
        <summary>${this.say("rules.more")}</summary>
        ${this.more(hass, options)}
      </details>
      ${this.outcome(hass, at)}
      <div class="row">
        <button class="primary" aria-disabled=${saving} @click=${() => !saving && this.save()}>
          ${this.say("rules.save")}
        </button>
        <button @click=${() => this.done()}>${this.say("common.cancel")}</button>
      </div>`;
  }

  private more(hass: HomeAssistant, options: Options): TemplateResult {
    const alarm = options.alarms.find(({ entity_id }) => entity_id === this.fields["alarm_entity"]);
    return html`<div class="list">
      ${this.input("rules.name", "name", "text")}
      ${this.checks(
        "rules.persons",
        "persons",
        options.persons.map(({ entity_id, name }) => [entity_id, name]),
      )}
      ${this.checks(
        "rules.days",
        "weekdays",
        DAYS.map((day) => [day, this.say(`weekday.${day}`)]),
      )}
      ${this.input("rules.start", "start", "time")} ${this.input("rules.end", "end", "time")}
      ${
        options.alarms.length === 0
          ? nothing
          : html`<label
              >${this.say("rules.alarm")}
              <select
                @change=${(event: Event) => {
                  const { value } = event.target as HTMLSelectElement;
                  this.set({
                    alarm_entity: value === "" ? undefined : value,
                    alarm_states: undefined,
                  });
                }}
              >
                <option value="" .selected=${live(alarm === undefined)}>
                  ${this.say("rules.no_alarm")}
                </option>
                ${options.alarms.map(
                  ({ entity_id, name }) =>
                    html`<option
                      value=${entity_id}
                      .selected=${live(entity_id === alarm?.entity_id)}
                    >
                      ${name}
                    </option>`,
                )}
              </select></label
            >`
      }
      ${
        alarm === undefined
          ? nothing
          : this.checks(
              "rules.alarm_states",
              "alarm_states",
              alarm.states.map((one) => [
                one,
                hass.localize(`component.alarm_control_panel.entity_component._.state.${one}`) ||
                  one,
              ]),
            )
      }
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.fields["audio_off"] === true}
          @change=${(event: Event) => this.set({ audio_off: (event.target as HTMLInputElement).checked })}
        />${this.say("rules.audio_off")}</label
      >
      ${this.input("rules.leave_delay", "leave_delay_minutes", "number")}
      <p class="quiet">${this.say("rules.more_elsewhere")}</p>
    </div>`;
  }

  private zones({ zones, cameras }: Options): TemplateResult {
    const label = (camera: string, name: string): string =>
      this.say("rules.zone_of", {
        zone: name,
        camera: cameras.find(({ camera_id }) => camera_id === camera)?.name ?? "",
      });
    return this.checks(
      "rules.zones",
      "zones",
      zones.map(({ zone_id, name, camera_id }) => [zone_id, label(camera_id, name)]),
    );
  }

  private choice(
    label: string,
    field: string,
    value: string,
    values: readonly string[],
  ): TemplateResult {
    const word = (one: string): string =>
      field === "presence" ? this.say(`presence.${one}`) : this.say(`effect.${one}`);
    return html`<lens-cap-choice
        .label=${this.say(label)}
        .value=${live(value)}
        .options=${values.map((one) => ({ value: one, label: word(one) || one }))}
        @choose=${(event: CustomEvent<string>) => this.set({ [field]: event.detail })}
      ></lens-cap-choice>
      ${this.wrong(field)}`;
  }

  private checks(
    label: string,
    field: string,
    all: readonly (readonly [string, string])[],
  ): TemplateResult {
    const chosen = texts(this.fields[field]);
    const toggle = (value: string): void =>
      this.set({
        [field]: chosen.includes(value)
          ? chosen.filter((one) => one !== value)
          : [...chosen, value],
      });
    return html`<div class="field" role="group" aria-label=${this.say(label)}>
      <span>${this.say(label)}</span>
      ${all.map(
        ([value, name]) =>
          html`<label class="check"
            ><input
              type="checkbox"
              .checked=${chosen.includes(value)}
              @change=${() => toggle(value)}
            />${name}</label
          >`,
      )}
      ${this.wrong(field)}
    </div>`;
  }

  private input(label: string, field: string, type: "text" | "time" | "number"): TemplateResult {
    const stored = this.fields[field];
    const now = typeof stored === "number" ? String(stored) : text(stored);
    // A time by the sun is shown as it is stored, and kept.
    const sun = type === "time" && now !== "" && !/^\d/.test(now);
    const changed = (event: Event): void =>
      this.set({ [field]: typed(type, (event.target as HTMLInputElement).value) });
    return html`<label
        >${this.say(label)}
        <input
          type=${sun ? "text" : type}
          .value=${type === "time" && !sun ? now.slice(0, 5) : now}
          @change=${changed} /></label
      >${this.wrong(field)}`;
  }

  private wrong(field: string): TemplateResult | typeof nothing {
    const code = this.preview?.errors[field];
    if (code === undefined || this.hass === undefined) return nothing;
    const said = this.hass.localize(`component.lens_cap.config_subentries.rule.error.${code}`);
    return html`<p class="error" role="alert">${said || this.say("rules.wrong")}</p>`;
  }

  private outcome(_hass: HomeAssistant, at: Moments): TemplateResult | typeof nothing {
    const { preview } = this;
    if (preview === undefined) return nothing;
    const cameras = preview.today?.cameras.filter(({ spans }) => spans.length > 0) ?? [];
    return html`<section class="card" aria-live="polite">
      <h3>${this.say("rules.today")}</h3>
      ${preview.sentence == null ? nothing : html`<p>${preview.sentence}</p>`}
      ${cameras.length === 0 ? html`<p>${this.say("rules.today_nothing")}</p>` : nothing}
      <ul class="list">
        ${cameras.map(
          ({ name, spans }) =>
            html`<li>
              <strong>${name}</strong>
              ${spans.map((span) => {
                const key = `week.${span.certain ? span.level : "depends"}`;
                const off = span.level === "private" ? null : turnedOff(span);
                return html`<span
                    >${this.say(key, { from: at.time(span.from), to: at.time(span.to) })}</span
                  >
                  ${off === null ? nothing : html`<span class="quiet">${this.say(off.key)}</span>`}`;
              })}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private set(change: Fields): void {
    const fields = Object.entries({ ...this.fields, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    this.fields = Object.fromEntries(fields);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.load(), PREVIEW_MS);
  }

  private async save(): Promise<void> {
    window.clearTimeout(this.timer);
    const revision = this.rule === undefined ? {} : { revision: this.rule.revision };
    const message = { type: "lens_cap/rules/save", ...this.message, ...revision };
    this.saving = true;
    const saved = await this.ask(message, () => undefined);
    this.saving = false;
    if (saved) this.done();
  }

  private done(): void {
    this.dispatchEvent(new Event("done"));
  }
}
