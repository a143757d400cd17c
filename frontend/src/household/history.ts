import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import * as v from "valibot";
import type { HomeAssistant } from "../home-assistant/types.js";
import { turnedOff } from "../words/at-camera.js";
import { lasting } from "../words/lasting.js";
import type { Moments } from "../words/moment.js";
import { KINDS } from "./history-kinds.js";
import { Page } from "./page.js";

const maybe = v.optional(v.nullable(v.string()));

const record = v.object({
  at: v.string(),
  kind: v.string(),
  camera: maybe,
  camera_id: maybe,
  camera_ids: v.optional(v.array(v.string())),
  by: v.optional(v.nullable(v.object({ kind: v.string(), name: maybe }))),
  level: maybe,
  reason: maybe,
  rule: maybe,
  person: maybe,
  note: maybe,
  recording_off: v.optional(v.boolean(), false),
  recognition_off: v.optional(v.boolean(), false),
  until: maybe,
  while_watched: v.optional(v.boolean(), false),
});

const page = v.object({
  records: v.array(record),
  next: v.nullable(v.union([v.string(), v.number()])),
});

type Entry = v.InferOutput<typeof record>;

/** What happened: openings, closings, guests and sound, newest first. */
export class HistoryPage extends Page {
  @state() private records: readonly Entry[] = [];
  @state() private next: string | number | null = null;
  @state() private kind = "all";
  @state() private camera = "";

  protected override load(): Promise<void> {
    return this.fetch(false);
  }

  private async fetch(more: boolean): Promise<void> {
    const kinds = KINDS[this.kind];
    const message = {
      type: "lens_cap/history",
      ...(kinds === undefined ? {} : { kinds }),
      ...(this.camera === "" ? {} : { camera_id: this.camera }),
      ...(more ? { before: this.next } : {}),
    };
    await this.ask(message, (answer) => {
      const { records, next } = v.parse(page, answer);
      this.records = more ? [...this.records, ...records] : records;
      this.next = next;
    });
  }

  protected override content(_hass: HomeAssistant, at: Moments): TemplateResult {
    return html`<h2>${this.say("history.title")}</h2>
      <lens-cap-choice
        .label=${this.say("history.show")}
        .value=${live(this.kind)}
        .options=${Object.keys(KINDS).map((value) => ({ value, label: this.say(`history.of_${value}`) }))}
        @choose=${(event: CustomEvent<string>) => {
          this.kind = event.detail;
          void this.fetch(false);
        }}
      ></lens-cap-choice>
      <label
        >${this.say("history.camera")}
        <select
          @change=${(event: Event) => {
            this.camera = (event.target as HTMLSelectElement).value;
            void this.fetch(false);
          }}
        >
          <option value="" .selected=${live(this.camera === "")}>
            ${this.say("history.every_camera")}
          </option>
          ${this.view?.cameras.map(
            ({ camera_id, name }) =>
              html`<option value=${camera_id} .selected=${live(camera_id === this.camera)}>
                ${name}
              </option>`,
          )}
        </select></label
      >
      <section class="card">
        ${this.records.length === 0 && !this.busy ? html`<p>${this.say("history.nothing")}</p>` : nothing}
        <ol class="list">
          ${this.records.map((one) => this.entry(one, at))}
        </ol>
        ${
          this.next === null
            ? nothing
            : html`<button @click=${() => this.fetch(true)}>${this.say("history.more")}</button>`
        }
      </section>
      <p class="quiet">${this.say("history.foot")}</p>`;
  }

  private entry(one: Entry, at: Moments): TemplateResult {
    const level = one.kind === "level" && one.level != null ? `_${one.level}` : "";
    const off = one.level === "private" ? null : turnedOff(one);
    const all = one.kind === "recording" && off === null ? "_all" : "";
    const what = this.say(`happened.${one.kind}${level}${all}`) || this.say("happened.other");
    const reason = one.reason == null ? "" : this.say(`reason.${one.reason}`);
    const ends = lasting(one.until, one.while_watched, at);
    const details = [one.rule, reason, one.person, one.note, off && this.say(off.key)].filter(
      Boolean,
    );
    return html`<li>
      <span class="quiet">${at.at(one.at)}</span>
      <strong>${this.nameOf(one)}</strong>
      <span>${what}</span>
      ${this.who(one)}
      ${ends === null ? nothing : html`<span class="quiet">${this.say(ends.key, ends.values)}</span>`}
      ${details.map((detail) => html`<span class="quiet">${detail}</span>`)}
    </li>`;
  }

  private nameOf({ camera, camera_id, camera_ids }: Entry): string {
    if (camera != null && camera !== "") return camera;
    const ids = camera_ids ?? (camera_id == null ? [] : [camera_id]);
    const names = ids.map(
      (id) =>
        this.view?.cameras.find((one) => one.camera_id === id)?.name ?? this.say("history.gone"),
    );
    return new Intl.ListFormat(this.hass?.language).format(names);
  }

  private who({ by }: Entry): TemplateResult | typeof nothing {
    if (by == null) return nothing;
    return html`<span class="quiet"
      >${
        by.kind === "user" && by.name != null
          ? this.say("happened.by_name", { name: by.name })
          : this.say(`happened.by_${by.kind}`)
      }</span
    >`;
  }
}
