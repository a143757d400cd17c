import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Surface } from "../home-assistant/surface.js";
import { formStyle, theme } from "../theme.js";
import { whereWords } from "../words/household.js";
import { pageStyle } from "./style.js";

/** How every camera is now, and who is home. */
export class NowPage extends Surface {
  static override readonly styles = [theme, formStyle, pageStyle];

  protected override render(): TemplateResult | typeof nothing {
    const { view, hass } = this;
    if (view === undefined || hass === undefined || !this.speaks) return nothing;
    const people = view.household?.people ?? [];
    return html`${
      view.status === "running" && view.cameras.length === 0
        ? html`<p>${this.say("panel.no_camera")}</p>
            <p>
              <a href="/config/integrations/integration/lens_cap"
                >${this.say("dashboard.set_up")}</a
              >
            </p>`
        : nothing
    }
    ${repeat(
      view.cameras.filter(({ entity_id }) => entity_id !== null),
      ({ camera_id }) => camera_id,
      ({ entity_id }) =>
        html`<lens-cap-card
          .hass=${hass}
          .config=${{ type: "", entity: entity_id ?? "", layout: "compact", picture: "still" }}
        ></lens-cap-card>`,
    )}
    ${
      people.length === 0
        ? nothing
        : html`<section class="card">
            <h2>${this.say("panel.who_is_home")}</h2>
            ${people.map((person) => {
              const { key, values } = whereWords(person);
              return html`<p>${this.say(key, values)}</p>`;
            })}
          </section>`
    }`;
  }
}
