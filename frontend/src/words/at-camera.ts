// What a camera itself is not to do, although it may be seen.
import { sentence, type Sentence } from "./sentence.js";

interface AtCamera {
  readonly recording_off: boolean;
  readonly recognition_off: boolean;
}

const NAMES = ["records_nothing", "recognises_nobody", "records_and_recognises_nothing"] as const;

const nameOf = ({ recording_off, recognition_off }: AtCamera): string | undefined =>
  NAMES[Number(recording_off) + 2 * Number(recognition_off) - 1];

/** Return what a camera is not to do, or null for nothing; a private one never does, which is not said. */
export function turnedOff(one: AtCamera): Sentence | null {
  const name = nameOf(one);
  return name === undefined ? null : sentence(`card.${name}`);
}

/** Return what a camera is perhaps not to do of what is not certain, or null for nothing. */
export function perhapsOff(sure: AtCamera, most: AtCamera): Sentence | null {
  const name = nameOf({
    recording_off: most.recording_off && !sure.recording_off,
    recognition_off: most.recognition_off && !sure.recognition_off,
  });
  return name === undefined ? null : sentence(`week.perhaps_${name}`);
}
