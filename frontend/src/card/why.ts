import { html, nothing, type TemplateResult } from "lit";
import * as v from "valibot";
import type { State } from "../feed/state.js";
import type { Say } from "../home-assistant/texts.js";
import type { Moments } from "../words/moment.js";

const ask = v.object({
  level: v.string(),
  reason: v.string(),
  until: v.nullable(v.string()),
  rule: v.nullable(v.object({ name: v.nullable(v.string()) })),
});

const why = v.object({ asks: v.array(ask), opens: v.array(v.string()) });

export type Why = v.InferOutput<typeof why>;

/** Read the answer of `lens_cap/why`. */
export const readWhy = (answer: unknown): Why => v.parse(why, answer);

const OPENS = new Set([
  "alarm_changes",
  "camera_turns_back",
  "entity_changes",
  "guests_leave",
  "hold_ends",
  "input_known",
  "lift",
  "people_known",
  "people_leave",
  "rule_changes",
  "somebody_comes",
  "somebody_leaves",
  "start_ends",
  "they_agree",
  "time_passes",
]);

/** Everything that asks for privacy now, and what would open. */
export function whyTemplate(
  { asks, opens }: Why,
  view: State,
  say: Say,
  at: Moments,
): TemplateResult {
  const reason = (code: string): string => say(`reason.${code}`) || say("reason.other");
  return html`<div class="why">
    <h3>${say("card.asks_now")}</h3>
    <ul>
      ${asks.map(
        (one) =>
          html`<li>
            ${reason(one.reason)}
            ${one.rule?.name == null ? nothing : html`<span class="quiet">${one.rule.name}</span>`}
            ${
              one.until === null
                ? nothing
                : html`<span class="quiet">${say("card.until", { time: at.at(one.until) })}</span>`
            }
          </li>`,
      )}
    </ul>
    ${
      opens.length === 0
        ? nothing
        : html`<h3>${say("card.would_open")}</h3>
            <ul>
              ${opens
                .filter(
                  (code) => OPENS.has(code) && (code !== "lift" || view.you?.may_open === true),
                )
                .map((code) => html`<li>${say(`opens.${code}`)}</li>`)}
            </ul>`
    }
  </div>`;
}
