import type { Household } from "../feed/schema.js";
import type { State } from "../feed/state.js";
import type { Moments } from "./moment.js";
import { sentence, type Sentence } from "./sentence.js";
import { householdWords } from "./camera.js";

/** Return how many cameras are private, or why that is not known. */
export function countWords(state: State, at: Moments): Sentence {
  const none = householdWords(state);
  if (none !== null) return none.headline ?? sentence("panel.title");
  const all = state.cameras.length;
  const closed = state.cameras.filter((camera) => camera.level === "private").length;
  if (all === 0) return sentence("panel.no_camera");
  return sentence(`panel.private_of_${at.plural(all)}`, { private: closed, all });
}

/** Return whether guests are there, or null where the viewer is not told. */
export function guestsWords({ guests }: Household, at: Moments): Sentence | null {
  if (guests === null) return null;
  if (guests.present === "no") return sentence("panel.guests_no");
  if (guests.until !== null) return sentence("panel.guests_until", { time: at.at(guests.until) });
  return sentence(`panel.guests_${guests.present}`);
}

/** Return how many security problems are open, or null where there is none, or the viewer is not told. */
export const openFindings = ({ findings }: Household, at: Moments): Sentence | null =>
  findings === null || findings.open === 0
    ? null
    : sentence(`card.problems_${at.plural(findings.open)}`, { count: findings.open });

/** Return where somebody is: who is not known counts as home. */
export const whereWords = (person: { name: string; where: string }): Sentence =>
  sentence(`panel.person_${person.where}`, { name: person.name });
