import { css } from "lit";

export const surfaceStyle = css`
  :host {
    position: relative;
    display: block;
    direction: ltr;
  }
  .port {
    overflow: auto;
    max-block-size: 60dvh;
    background: #14181c;
    touch-action: pan-x pan-y;
    /* Else the browser scrolls after what is dragged. */
    overflow-anchor: none;
  }
  .stage {
    position: relative;
    inline-size: 100%;
    user-select: none;
    -webkit-touch-callout: none;
  }
  svg.picture {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }
  .loupe {
    position: absolute;
    inset-block-start: 8px;
    left: 8px;
    inline-size: 96px;
    block-size: 96px;
    border: 2px solid #fff;
    border-radius: 50%;
    background: #14181c;
    pointer-events: none;
  }
  .loupe.right {
    left: auto;
    right: 8px;
  }
  .zone {
    fill: rgb(70 89 107 / 45%);
    stroke: #fff;
    vector-effect: non-scaling-stroke;
    stroke-width: 2px;
    cursor: pointer;
  }
  .zone.chosen {
    fill: rgb(0 154 199 / 35%);
    stroke: #4fd0f7;
    stroke-width: 3px;
    cursor: move;
    touch-action: none;
  }
  .zone.wrong {
    stroke: #ff8a80;
    stroke-dasharray: 6 4;
  }
  .margin {
    fill: none;
    stroke: rgb(255 255 255 / 30%);
    stroke-linejoin: miter;
    pointer-events: none;
  }
  .hit {
    fill: transparent;
    touch-action: none;
    cursor: grab;
  }
  .dot {
    fill: #fff;
    stroke: #005a75;
    vector-effect: non-scaling-stroke;
    stroke-width: 2px;
    pointer-events: none;
  }
  .pull .dot {
    fill: #4fd0f7;
  }
  g:focus-visible {
    outline: none;
  }
  g:focus-visible .dot,
  g.current .dot {
    fill: #ffd54f;
    stroke: #000;
    stroke-width: 4px;
  }
  text {
    fill: #fff;
    paint-order: stroke;
    stroke: #000;
    stroke-width: 3px;
    pointer-events: none;
  }
`;
