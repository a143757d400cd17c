import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { formStyle, theme } from "../theme.js";
import { icon, type IconName } from "./icon.js";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
}

/** A button that shows a list of buttons; fires `choose` with the id of the chosen one. */
export class Menu extends LitElement {
  static override readonly styles = [
    theme,
    formStyle,
    css`
      :host {
        position: relative;
        display: inline-block;
      }
      ul {
        position: absolute;
        z-index: 6;
        inset-inline-end: 0;
        inset-block-start: calc(100% + 4px);
        inline-size: max-content;
        max-inline-size: min(280px, 80vw);
        padding: 4px;
        border: 1px solid var(--lens-cap-line);
        border-radius: 12px;
        background: var(--lens-cap-surface);
        background: var(--card-background-color, Canvas);
        box-shadow: 0 4px 16px rgb(0 0 0 / 35%);
      }
      :host([start]) ul {
        inset-inline: 0 auto;
      }
      li button {
        inline-size: 100%;
        justify-content: flex-start;
        border-color: transparent;
        text-align: start;
      }
    `,
  ];

  @property({ attribute: false }) label = "";
  @property({ attribute: false }) icon: IconName = "more";
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @state() private open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("focusout", this.left);
    window.addEventListener("pointerdown", this.elsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.pressed);
    this.removeEventListener("focusout", this.left);
    window.removeEventListener("pointerdown", this.elsewhere);
    this.open = false;
  }

  protected override render(): TemplateResult {
    return html`<button
        class="opener"
        aria-label=${this.label}
        aria-expanded=${this.open ? "true" : "false"}
        @click=${() => (this.open = !this.open)}
      >
        ${icon(this.icon)}
      </button>
      ${
        this.open
          ? html`<ul>
              ${this.items.map(
                ({ id, label }) =>
                  html`<li>
                    <button @click=${() => this.choose(id)}>${label}</button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }`;
  }

  private choose(id: string): void {
    this.shut();
    this.dispatchEvent(new CustomEvent<string>("choose", { detail: id }));
  }

  private shut(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>(".opener")?.focus();
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (!this.open) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.shut();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>("button")];
    const active = (this.renderRoot as ShadowRoot).activeElement as HTMLElement;
    const next = (buttons.indexOf(active) + step + buttons.length) % buttons.length;
    buttons[next]?.focus();
  };

  /** Some browsers give no focus to a button that is tapped: nothing would close the menu there. */
  private readonly elsewhere = (event: PointerEvent): void => {
    if (this.open && !event.composedPath().includes(this)) this.open = false;
  };

  private readonly left = (event: FocusEvent): void => {
    if (event.relatedTarget === null || !this.contains(event.relatedTarget as Node)) {
      // Focus that only moves within stays in our shadow tree, where the target is this element.
      if (event.relatedTarget !== this) this.open = false;
    }
  };
}
