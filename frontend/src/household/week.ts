import { html, nothing, svg, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import * as v from "valibot";
import type { HomeAssistant } from "../home-assistant/types.js";
import { perhapsOff, turnedOff } from "../words/at-camera.js";
import type { Moments } from "../words/moment.js";
import type { Sentence } from "../words/sentence.js";
import { days, drawn, type Day } from "./days.js";
import { Page } from "./page.js";

const span = v.object({
  from: v.string(),
  to: v.string(),
  level: v.string(),
  at_most: v.string(),
  depends_on: v.array(v.string()),
  reason: v.string(),
  rules: v.array(v.object({ name: v.nullable(v.string()) })),
  recording_off: v.optional(v.boolean(), false),
  recognition_off: v.optional(v.boolean(), false),
  recording_off_at_most: v.optional(v.boolean(), false),
  recognition_off_at_most: v.optional(v.boolean(), false),
});

const week = v.object({
  time_zone: v.string(),
  cameras: v.array(v.object({ camera_id: v.string(), name: v.string(), spans: v.array(span) })),
});

type WeekSpan = v.InferOutput<typeof span>;

/** Return what the camera itself is not to do for certain, and what perhaps, while it may be seen. */
function atCamera(one: WeekSpan): Sentence[] {
  if (one.level === "private") return [];
  const most = {
    recording_off: one.recording_off_at_most,
    recognition_off: one.recognition_off_at_most,
  };
  const perhaps = one.at_most === "private" ? null : perhapsOff(one, most);
  return [turnedOff(one), perhaps].filter((line) => line !== null);
}

/** What the rules say for seven days: a list that can be read, and a bar for each day. */
export class WeekPage extends Page {
  @state() private week: v.InferOutput<typeof week> | undefined;

  protected override load(): Promise<void> {
    return this.ask({ type: "lens_cap/week" }, (answer) => {
      this.week = v.parse(week, answer);
    }).then(() => undefined);
  }

  protected override content(_hass: HomeAssistant, at: Moments): TemplateResult {
    const { week: known } = this;
    return html`<h2>${this.say("week.title")}</h2>
      <p class="quiet">${this.say("week.legend")}</p>
      ${
        known === undefined
          ? nothing
          : known.cameras.map(
              ({ name, spans }) =>
                html`<section class="card">
                  <h3>${name}</h3>
                  ${days(spans, known.time_zone).map((day) => this.day(day, at))}
                </section>`,
            )
      }`;
  }

  private day(day: Day<WeekSpan>, at: Moments): TemplateResult {
    const iso = new Date(day.from).toISOString();
    return html`<details class="day">
      <summary>
        ${at.day(iso)}
        <svg class="bar" viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern
              id="stripes"
              width="8"
              height="8"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line class="stripe" x1="0" y1="0" x2="0" y2="8"></line>
            </pattern>
          </defs>
          ${day.parts.map(
            ({ span: one, begins, ends }) =>
              svg`<rect class=${drawn(one)} x=${begins * 1000} width=${(ends - begins) * 1000} y="0" height="28"></rect>`,
          )}
        </svg>
      </summary>
      <ul class="list">
        ${day.parts.map(({ span: one, begins, ends, from, to }) => {
          const time = (moment: number): string => at.time(new Date(moment).toISOString());
          const all = begins === 0 && ends === 1;
          const said = `week.${all ? "all_" : ""}${drawn(one)}`;
          return html`<li>
            <span>${this.say(said, all ? {} : { from: time(from), to: time(to) })}</span>
            ${atCamera(one).map(
              ({ key, values }) => html`<span class="quiet">${this.say(key, values)}</span>`,
            )}
            <span class="quiet">${this.why(one)}</span>
          </li>`;
        })}
      </ul>
    </details>`;
  }

  private why({ level, at_most, depends_on, reason, rules }: WeekSpan): string {
    const names = rules.map(({ name }) => name).filter((name) => name !== null);
    const list = new Intl.ListFormat(this.hass?.language);
    if (level !== at_most || depends_on.length > 0) {
      const on = list.format(depends_on.map((code) => this.say(`depends.${code}`)).filter(Boolean));
      return names.length === 0
        ? this.say("week.depends_on", { what: on })
        : this.say("week.depends_on_by", { what: on, rules: list.format(names) });
    }
    return names.length === 0
      ? this.say(`reason.${reason}`) || this.say("reason.other")
      : this.say("week.by", { rules: list.format(names) });
  }
}
