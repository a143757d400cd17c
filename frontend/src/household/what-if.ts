import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import * as v from "valibot";
import type { HomeAssistant } from "../home-assistant/types.js";
import { turnedOff } from "../words/at-camera.js";
import { fieldOf, momentOf } from "./days.js";
import { ListPage } from "./page.js";

const named = { entity_id: v.string(), name: v.string() };

const schema = v.object({
  facts: v.object({
    at: v.string(),
    people: v.array(v.object({ ...named, where: v.string() })),
    guests: v.string(),
    alarms: v.array(
      v.object({ ...named, state: v.nullable(v.string()), states: v.array(v.string()) }),
    ),
    entities: v.array(v.object({ ...named, state: v.string() })),
  }),
  cameras: v.array(
    v.object({
      camera_id: v.string(),
      name: v.string(),
      level: v.string(),
      reason: v.string(),
      rule: v.nullable(v.object({ name: v.nullable(v.string()) })),
      changed: v.boolean(),
      recording_off: v.optional(v.boolean(), false),
      recognition_off: v.optional(v.boolean(), false),
    }),
  ),
});

interface Facts {
  at?: string;
  people?: Record<string, string>;
  guests?: string;
  alarms?: Record<string, string | null>;
  entities?: Record<string, string>;
}

/** Return what was picked for an entity, or else what is so. */
const picked = <Value>(all: Record<string, Value> | undefined, id: string, now: Value): Value =>
  all !== undefined && id in all ? (all[id] as Value) : now;

/** Asks what would be so: pick facts, see what each camera would do, and why. Nothing changes. */
export class WhatIfPage extends ListPage {
  @state() private answer: v.InferOutput<typeof schema> | undefined;
  private facts: Facts = {};
  private lost = false;

  protected override get formOpen(): boolean {
    return false;
  }

  /** What was picked stays: it is asked again once there is a connection. */
  protected override drop(): void {
    this.answer = undefined;
    this.lost = true;
  }

  protected override load(): Promise<void> {
    // A moment that passed while there was no connection is now.
    if (this.lost && Date.parse(this.facts.at ?? "") < Date.now()) delete this.facts.at;
    this.lost = false;
    return this.ask({ type: "lens_cap/what_if", facts: { ...this.facts } }, (answer) => {
      this.answer = v.parse(schema, answer);
    }).then(() => undefined);
  }

  protected override content(hass: HomeAssistant): TemplateResult {
    const { answer } = this;
    return html`<h2>${this.say("what_if.title")}</h2>
      <p class="quiet">${this.say("what_if.only_asks")}</p>
      ${answer === undefined ? nothing : this.form(hass, answer)}
      ${answer !== undefined || (this.error !== "" && this.view?.you != null) ? this.now() : nothing}
      ${
        answer === undefined
          ? nothing
          : html`<section class="card" aria-live="polite">
              <ul class="list">
                ${answer.cameras.map((camera) => this.camera(camera))}
              </ul>
            </section>`
      }`;
  }

  private camera(camera: v.InferOutput<typeof schema>["cameras"][number]): TemplateResult {
    const { name, level, reason, rule, changed } = camera;
    const off = level === "private" ? null : turnedOff(camera);
    return html`<li class=${changed ? "changed" : ""}>
      <strong>${name}</strong>
      <span>${this.say(`card.${level}`)}</span>
      <span class="quiet">${this.say(`reason.${reason}`) || this.say("reason.other")}</span>
      ${rule?.name == null ? nothing : html`<span class="quiet">${rule.name}</span>`}
      ${off === null ? nothing : html`<span class="quiet">${this.say(off.key)}</span>`}
      ${changed ? html`<span>${this.say("what_if.changed")}</span>` : nothing}
    </li>`;
  }

  private form(hass: HomeAssistant, { facts }: v.InferOutput<typeof schema>): TemplateResult {
    const where = ["home", "away", "unknown"];
    return html`<section class="card">
      ${facts.people.map(({ entity_id, name, where: now }) =>
        this.choice(
          name,
          picked(this.facts.people, entity_id, now),
          where,
          (one) => this.say(`where.${one}`),
          (value) => {
            this.facts.people = { ...this.facts.people, [entity_id]: value };
          },
        ),
      )}
      ${this.choice(
        this.say("what_if.guests"),
        this.facts.guests ?? facts.guests,
        ["no", "yes", "maybe"],
        (one) => this.say(`guests.${one}`),
        (value) => {
          this.facts.guests = value;
        },
      )}
      <label
        >${this.say("what_if.when")}
        <input
          type="datetime-local"
          .value=${fieldOf(Date.parse(facts.at), this.zone)}
          @change=${(event: Event) => this.when((event.target as HTMLInputElement).value)}
      /></label>
      ${facts.alarms.map(
        ({ entity_id, name, state: now, states }) =>
          html`<label
            >${name}
            <select
              @change=${(event: Event) => {
                const { value } = event.target as HTMLSelectElement;
                this.facts.alarms = {
                  ...this.facts.alarms,
                  [entity_id]: value === "" ? null : value,
                };
                void this.load();
              }}
            >
              <option
                value=""
                .selected=${live(picked(this.facts.alarms, entity_id, now) === null)}
              >
                ${this.say("where.unknown")}
              </option>
              ${states.map(
                (one) =>
                  html`<option
                    value=${one}
                    .selected=${live(one === picked(this.facts.alarms, entity_id, now))}
                  >
                    ${hass.localize(`component.alarm_control_panel.entity_component._.state.${one}`) || one}
                  </option>`,
              )}
            </select></label
          >`,
      )}
      ${facts.entities.map(({ entity_id, name, state: now }) =>
        this.choice(
          name,
          picked(this.facts.entities, entity_id, now),
          ["on", "off", "unknown"],
          (one) => this.say(`entity_state.${one}`),
          (value) => {
            this.facts.entities = { ...this.facts.entities, [entity_id]: value };
          },
        ),
      )}
    </section>`;
  }

  private choice(
    label: string,
    value: string,
    values: readonly string[],
    word: (value: string) => string,
    set: (value: string) => void,
  ): TemplateResult {
    return html`<lens-cap-choice
      .label=${label}
      .value=${live(value)}
      .options=${values.map((one) => ({ value: one, label: word(one) }))}
      @choose=${(event: CustomEvent<string>) => {
        set(event.detail);
        void this.load();
      }}
    ></lens-cap-choice>`;
  }

  private when(field: string): void {
    if (field === "") return;
    this.facts.at = new Date(momentOf(field, this.zone)).toISOString();
    void this.load();
  }

  private now(): TemplateResult {
    return html`<button @click=${() => this.reset()}>${this.say("what_if.now")}</button>`;
  }

  private reset(): void {
    this.facts = {};
    void this.load();
  }
}
