import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { formStyle, theme } from "../theme.js";
import { icon } from "./icon.js";

/**
 * A native dialog (it keeps the focus, Escape closes it, it is above all else); below 600 px a sheet at
 * the bottom. Fires `closing`, which may be prevented, and `closed`; before them `escape` where that was pressed, which may
 * be prevented, too.
 */
export class Sheet extends LitElement {
  static override readonly styles = [
    theme,
    formStyle,
    css`
      dialog {
        inline-size: min(560px, 100vw);
        max-inline-size: 100vw;
        max-block-size: 94dvh;
        padding: 0;
        border: 0;
        border-radius: 16px;
        background: var(--lens-cap-surface);
        color: var(--lens-cap-text);
        overflow: auto;
        overscroll-behavior: contain;
      }
      :host([wide]) dialog {
        inline-size: min(1200px, 100vw);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 55%);
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 8px 16px;
        padding-inline: 16px 8px;
        background: var(--lens-cap-surface);
      }
      h2 {
        flex: 1;
        font-size: var(--lens-cap-heading);
        font-weight: 500;
      }
      h2[tabindex]:focus-visible {
        outline: none;
      }
      .body {
        padding: 0 16px calc(16px + var(--safe-area-inset-bottom, 0px));
      }
      @media (max-width: 600px) {
        dialog {
          margin-block-end: 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
          inline-size: 100vw;
        }
      }
    `,
  ];

  @property({ attribute: false }) heading = "";
  @property({ attribute: false }) closeLabel = "";
  @property({ type: Boolean, reflect: true }) wide = false;
  private allowed = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  @query("h2") private title_!: HTMLElement;

  protected override render(): TemplateResult {
    return html`<dialog
      aria-labelledby="heading"
      @keydown=${this.pressed}
      @cancel=${this.cancelled}
      @close=${this.closed}
    >
      <header>
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <slot name="action"></slot>
        ${
          this.closeLabel === ""
            ? nothing
            : html`<button class="bare" aria-label=${this.closeLabel} @click=${() => this.close()}>
                ${icon("close")}
              </button>`
        }
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.title_.focus();
  }

  /** Close it, unless somebody prevents that. */
  close(): void {
    if (!this.asked()) return;
    this.allowed = true;
    this.dialog.close();
  }

  private asked(): boolean {
    return this.dispatchEvent(new Event("closing", { cancelable: true }));
  }

  /** Before the browser closes it, which a page can prevent only now and then. */
  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    if (this.dispatchEvent(new Event("escape", { cancelable: true }))) this.close();
  }

  private cancelled(event: Event): void {
    event.preventDefault();
    this.close();
  }

  private closed(): void {
    if (!this.allowed && !this.asked()) {
      this.dialog.showModal();
      return;
    }
    this.dispatchEvent(new Event("closed"));
  }
}
