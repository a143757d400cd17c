import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { turn } from "../home-assistant/actions.js";
import { refusal } from "../home-assistant/texts.js";
import type { HomeAssistant } from "../home-assistant/types.js";
import { ListPage } from "./page.js";
import { readRules, type Rule, type Rules } from "./rule-schema.js";

/** All rules: what each says, whether it applies now, and for administrators a form. */
export class RulesPage extends ListPage {
  @state() private rules: Rules | undefined;
  @state() private editing: Rule | "new" | undefined;
  @state() private deleting: string | undefined;

  protected override load(): Promise<void> {
    return this.ask({ type: "lens_cap/rules/list" }, (answer) => {
      this.rules = readRules(answer);
    }).then(() => undefined);
  }

  protected override get formOpen(): boolean {
    return this.editing !== undefined && this.rules?.options != null;
  }

  protected override drop(): void {
    this.rules = undefined;
    this.editing = undefined;
    this.deleting = undefined;
  }

  protected override content(hass: HomeAssistant): TemplateResult {
    const { rules, editing } = this;
    if (editing !== undefined && rules?.options != null)
      return html`<lens-cap-rule-form
        .hass=${hass}
        .rule=${editing === "new" ? undefined : editing}
        .options=${rules.options}
        @done=${this.formDone}
      ></lens-cap-rule-form>`;
    if (rules === undefined) return html`<h2>${this.say("rules.title")}</h2>`;
    const may = this.view?.you?.may_change_rules === true;
    return html`<h2>${this.say("rules.title")}</h2>
      ${rules.rules.length === 0 ? html`<p>${this.say("rules.none")}</p>` : nothing}
      <ul class="list">
        ${rules.rules.map((rule) => this.rule(hass, rule, may))}
      </ul>
      ${
        may
          ? html`<button class="primary" @click=${() => (this.editing = "new")}>
              ${this.say("rules.new")}
            </button>`
          : nothing
      }
      ${may ? this.readyMade(rules) : nothing}`;
  }

  private rule(hass: HomeAssistant, rule: Rule, may: boolean): TemplateResult {
    const { name, sentence, on, applies, entity_id } = rule;
    const maySwitch = entity_id !== null && (may || this.view?.you?.may_open === true);
    return html`<li class="card">
      <h3>${name}</h3>
      <p>${sentence}</p>
      <p class="quiet">
        ${this.say(on ? (applies ? "rules.applies" : "rules.waits") : "rules.off")}
      </p>
      <div class="row">
        ${
          maySwitch
            ? html`<button @click=${() => this.switch(hass, entity_id, !on)}>
                ${this.say(on ? "rules.switch_off" : "rules.switch_on")}
              </button>`
            : nothing
        }
        ${
          may && rule.fields !== null
            ? html`<button @click=${() => (this.editing = rule)}>${this.say("rules.edit")}</button>
                <button @click=${() => this.delete(rule)}>
                  ${this.say(this.deleting === rule.rule_id ? "rules.delete_yes" : "rules.delete")}
                </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  private readyMade({ ready_made }: Rules): TemplateResult | typeof nothing {
    if (ready_made == null || ready_made.length === 0) return nothing;
    return html`<h3>${this.say("rules.ready_made")}</h3>
      <ul class="list">
        ${ready_made.map(
          ({ template, names }) =>
            html`<li>
              ${names.map((name) => html`<span>${name}</span>`)}
              <button @click=${() => this.add(template)}>${this.say("rules.add")}</button>
            </li>`,
        )}
      </ul>`;
  }

  private formDone(): void {
    this.editing = undefined;
    void this.load();
  }

  private async add(template: string): Promise<void> {
    const added = await this.ask(
      { type: "lens_cap/rules/add_ready_made", template },
      () => undefined,
    );
    if (added) await this.load();
  }

  private async delete({ rule_id, revision }: Rule): Promise<void> {
    if (this.deleting !== rule_id) {
      this.deleting = rule_id;
      return;
    }
    this.deleting = undefined;
    const gone = await this.ask(
      { type: "lens_cap/rules/delete", rule_id, revision },
      () => undefined,
    );
    if (gone) await this.load();
  }

  private async switch(hass: HomeAssistant, entityId: string, on: boolean): Promise<void> {
    try {
      await turn(hass, entityId, on);
      await this.load();
    } catch (error) {
      this.error = refusal(hass.localize, error);
    }
  }
}
