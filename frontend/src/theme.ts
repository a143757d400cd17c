import { css } from "lit";

/** Home Assistant's theme under our own names, each with a value for where a theme has none. */
export const theme = css`
  :host {
    --lens-cap-text: var(--primary-text-color, CanvasText);
    --lens-cap-quiet: var(--secondary-text-color, GrayText);
    --lens-cap-accent: var(--primary-color, LinkText);
    --lens-cap-surface: var(--ha-card-background, var(--card-background-color, Canvas));
    --lens-cap-page: var(--primary-background-color, Canvas);
    --lens-cap-line: var(--divider-color, GrayText);
    --lens-cap-error: var(--error-color, #db4437);
    --lens-cap-warning: var(--warning-color, #ffa600);
    --lens-cap-calm: #46596b;
    --lens-cap-calm-line: #8fa3b5;
    --lens-cap-calm-text: #f2f5f8;
    --lens-cap-camera: #33c46b;
    --lens-cap-microphone: #ff9f1c;
    --lens-cap-radius: var(--ha-border-radius-md, 8px);
    --lens-cap-gap: var(--ha-space-2, 8px);
    --lens-cap-small: var(--ha-font-size-s, 12px);
    --lens-cap-normal: var(--ha-font-size-m, 14px);
    --lens-cap-large: var(--ha-font-size-l, 16px);
    --lens-cap-heading: var(--ha-font-size-xl, 20px);
    --lens-cap-target: 44px;
    color: var(--lens-cap-text);
    font-family: var(--ha-font-family-body, Roboto, sans-serif);
    font-size: var(--lens-cap-normal);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  /* A text of another direction than the page's, such as one that is not translated yet, keeps its order. */
  h1,
  h2,
  h3,
  h4,
  p,
  li,
  dt,
  dd,
  span,
  label,
  legend,
  summary,
  button {
    unicode-bidi: plaintext;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  li,
  dt,
  dd,
  label,
  legend,
  summary {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  a {
    color: var(--lens-cap-text);
    text-underline-offset: 3px;
  }
  .quiet {
    color: var(--lens-cap-quiet);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg.icon {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    fill: currentcolor;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;

/** Buttons, fields and choices, all at least 44 px large. */
export const formStyle = css`
  button,
  select,
  input,
  textarea,
  summary {
    min-block-size: var(--lens-cap-target);
    border: 1px solid var(--lens-cap-quiet);
    border-radius: var(--lens-cap-radius);
    background: transparent;
    color: var(--lens-cap-text);
    font: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-inline-size: var(--lens-cap-target);
    padding: 8px 14px;
    cursor: pointer;
    text-align: center;
    touch-action: manipulation;
  }
  button.primary {
    border-width: 2px;
    border-color: var(--lens-cap-accent);
    font-weight: 500;
  }
  button.bare {
    border-color: transparent;
    padding: 8px;
  }
  button:hover {
    background: color-mix(in srgb, var(--lens-cap-text) 8%, transparent);
  }
  button:active {
    background: color-mix(in srgb, var(--lens-cap-text) 16%, transparent);
  }
  button[disabled],
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.6;
  }
  select,
  input,
  textarea {
    inline-size: 100%;
    min-inline-size: 0;
    padding: 8px 10px;
  }
  input[type="checkbox"],
  input[type="range"] {
    accent-color: var(--lens-cap-accent);
  }
  select option {
    background: Canvas;
    color: CanvasText;
  }
  :is(button, select, input, textarea, summary, a, [tabindex]):focus-visible {
    outline: 3px solid var(--lens-cap-accent);
    outline-offset: 2px;
  }
  label,
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--lens-cap-gap);
  }
`;
