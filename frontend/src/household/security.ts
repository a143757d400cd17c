import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import * as v from "valibot";
import { navigate } from "../home-assistant/events.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import type { Moments } from "../words/moment.js";
import { Page } from "./page.js";

const finding = v.object({
  camera: v.optional(v.nullable(v.string())),
  severity: v.string(),
  title: v.string(),
  accepted_until: v.optional(v.nullable(v.string())),
});

const schema = v.object({
  audited_at: v.nullable(v.string()),
  findings: v.array(finding),
  accepted: v.array(finding),
});

const ORDER = ["critical", "high", "medium", "low"];

type Finding = v.InferOutput<typeof finding>;

/** What is weak, the worst first, and the way to what fixes it. */
export class SecurityPage extends Page {
  @state() private found: v.InferOutput<typeof schema> | undefined;

  protected override load(): Promise<void> {
    if (this.view?.you?.role !== "administrator") return Promise.resolve();
    return this.ask({ type: "lens_cap/findings" }, (answer) => {
      this.found = v.parse(schema, answer);
    }).then(() => undefined);
  }

  protected override content(_hass: HomeAssistant, at: Moments): TemplateResult {
    const { found } = this;
    if (this.view?.you?.role !== "administrator")
      return html`<h2>${this.say("security.title")}</h2>
        <p>${this.say("security.others")}</p>`;
    if (found === undefined) return html`<h2>${this.say("security.title")}</h2>`;
    const worst = [...found.findings].sort(
      (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity),
    );
    return html`<h2>${this.say("security.title")}</h2>
      ${
        found.audited_at === null
          ? nothing
          : html`<p class="quiet">
              ${this.say("security.looked", { time: at.at(found.audited_at) })}
            </p>`
      }
      ${worst.length === 0 ? html`<p>${this.say("security.nothing")}</p>` : nothing}
      ${
        worst.length === 0
          ? nothing
          : html`<ul class="card list">
              ${worst.map((one) => this.finding(one))}
            </ul>`
      }
      ${
        found.accepted.length === 0
          ? nothing
          : html`<h3>${this.say("security.accepted")}</h3>
              <ul class="card list">
                ${found.accepted.map(
                  (one) =>
                    html`<li>
                      <span>${one.title}</span>
                      ${
                        one.accepted_until == null
                          ? nothing
                          : html`<span class="quiet"
                              >${this.say("second.until", { time: at.at(one.accepted_until) })}</span
                            >`
                      }
                    </li>`,
                )}
              </ul>`
      }
      <p class="quiet">${this.say("security.foot")}</p>`;
  }

  private finding({ title, camera, severity }: Finding): TemplateResult {
    return html`<li>
      <strong>${this.say(`severity.${severity}`)}</strong>
      <span>${title}</span>
      ${camera == null ? nothing : html`<span class="quiet">${camera}</span>`}
      <button @click=${() => navigate("/config/repairs")}>${this.say("security.fix")}</button>
    </li>`;
  }
}
