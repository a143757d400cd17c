import type { Point } from "./geometry.js";

const STEP = 0.005;
const LARGE_STEP = 0.05;

/** Return how far a key moves a point, or undefined where it does not. */
export function stepOf({ key, shiftKey }: KeyboardEvent): Point | undefined {
  const step = shiftKey ? LARGE_STEP : STEP;
  const steps: Readonly<Record<string, Point>> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  };
  return steps[key];
}
