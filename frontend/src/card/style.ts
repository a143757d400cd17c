import { css } from "lit";

export const cardStyle = css`
  ha-card {
    display: block;
    block-size: 100%;
    container-type: inline-size;
    color: var(--lens-cap-text);
    background: var(--lens-cap-surface);
    border-radius: var(--ha-card-border-radius, 12px);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--lens-cap-line));
  }
  .whole {
    display: grid;
  }
  lens-cap-picture,
  .sight {
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    overflow: hidden;
  }
  button.sight {
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--ha-card-border-radius, 12px) var(--ha-card-border-radius, 12px) 0 0;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    min-block-size: 32px;
    padding: 4px 12px;
    background: #14181c;
    color: #fff;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .mark svg.icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .camera svg.icon {
    fill: var(--lens-cap-camera);
  }
  .microphone svg.icon {
    fill: var(--lens-cap-microphone);
  }
  .words {
    display: grid;
    gap: 6px;
    padding: 12px;
    align-content: start;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .head h2 {
    flex: 1;
    font-size: var(--lens-cap-large);
    font-weight: 500;
  }
  .head .problem {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .problem svg.icon {
    fill: var(--lens-cap-error);
  }
  .headline {
    font-size: var(--lens-cap-large);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 6px;
  }
  .foot .primary {
    flex: 1 1 140px;
  }
  .foot .bare {
    border-color: var(--lens-cap-quiet);
  }
  .error {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .error svg.icon {
    fill: var(--lens-cap-error);
  }
  .pending p:not(.error)::before {
    content: "\\00a0";
  }
  .pending .head p {
    font-size: var(--lens-cap-large);
  }
  .pending .foot {
    min-block-size: 44px;
  }
  .why {
    padding-block: 8px;
    border-block-start: 1px solid var(--lens-cap-line);
  }
  .why li {
    padding-block: 2px;
  }
  .compact {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 8px 12px;
    padding: 6px 12px;
    min-block-size: 56px;
  }
  .compact .foot {
    flex-wrap: nowrap;
    margin: 0;
  }
  .compact h2 {
    font-size: var(--lens-cap-normal);
    font-weight: 500;
  }
  @container (max-width: 460px) {
    .compact {
      grid-template-columns: auto 1fr;
    }
    .compact .foot {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 700px) {
    .whole:not(.blind) {
      grid-template-columns: 3fr 2fr;
    }
  }
`;
