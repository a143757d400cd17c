import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { formStyle, theme } from "../theme.js";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of a few, all of them in sight: a group of radio buttons that looks like one control. */
export class Choice extends LitElement {
  static override readonly styles = [
    theme,
    formStyle,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 0;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }
      legend {
        padding: 0 0 4px;
      }
      label {
        position: relative;
        flex: 1 1 auto;
        display: flex;
        align-items: center;
        justify-content: center;
        min-block-size: var(--lens-cap-target);
        min-inline-size: var(--lens-cap-target);
        padding: 4px 12px;
        border: 1px solid var(--lens-cap-quiet);
        border-radius: var(--lens-cap-radius);
        cursor: pointer;
        text-align: center;
      }
      label:has(input:checked) {
        border: 2px solid var(--lens-cap-accent);
        font-weight: 500;
        background: color-mix(in srgb, var(--lens-cap-accent) 10%, transparent);
      }
      label:has(input:focus-visible) {
        outline: 3px solid var(--lens-cap-accent);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        margin: 0;
        padding: 0;
        opacity: 0;
        cursor: pointer;
        min-block-size: 0;
      }
    `,
  ];

  @property({ attribute: false }) label = "";
  @property({ attribute: false }) options: readonly Option[] = [];
  @property({ attribute: false }) value = "";

  protected override render(): TemplateResult {
    return html`<fieldset>
      <legend>${this.label}</legend>
      ${this.options.map(
        ({ value, label }) =>
          html`<label
            ><input
              type="radio"
              name="choice"
              .value=${value}
              .checked=${live(value === this.value)}
              @change=${() => this.choose(value)}
            />${label}</label
          >`,
      )}
    </fieldset>`;
  }

  private choose(value: string): void {
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>("choose", { detail: value }));
  }
}
