import { css } from "lit";

export const pageStyle = css`
  :host {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  h2 {
    font-size: var(--lens-cap-heading);
    font-weight: 400;
  }
  h3 {
    font-size: var(--lens-cap-large);
    font-weight: 500;
  }
  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 500;
  }
  dl,
  dd {
    margin: 0;
  }
  .card {
    display: grid;
    gap: 8px;
    grid-template-columns: minmax(0, 1fr);
    padding: 16px;
    border: 1px solid var(--lens-cap-line);
    border-radius: 12px;
    background: var(--lens-cap-surface);
  }
  .list {
    display: grid;
    gap: 8px;
  }
  .list li {
    display: grid;
    gap: 4px;
    grid-template-columns: minmax(0, 1fr);
    padding-block: 8px;
    border-block-end: 1px solid var(--lens-cap-line);
  }
  .error:empty {
    display: none;
  }
  .error {
    padding: 12px;
    border: 2px solid var(--lens-cap-error);
    border-radius: 12px;
  }
  .changed {
    border-inline-start: 4px solid var(--lens-cap-accent);
    padding-inline-start: 8px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
  }
  .check input {
    flex: none;
    inline-size: 24px;
    min-block-size: 24px;
  }
  .day {
    display: grid;
    gap: 4px;
  }
  summary {
    padding: 8px 10px;
  }
  svg.bar {
    inline-size: 100%;
    block-size: 28px;
    border-radius: 4px;
    outline: 1px solid var(--lens-cap-line);
  }
  .private {
    fill: var(--lens-cap-calm);
  }
  .masked {
    fill: var(--lens-cap-calm-line);
  }
  .open {
    fill: transparent;
  }
  .depends {
    fill: url(#stripes);
    stroke: var(--lens-cap-calm-line);
  }
  .stripe {
    stroke: var(--lens-cap-calm);
    stroke-width: 3px;
  }
`;
