import type { MenuItem } from "../controls/menu.js";
import type { Camera } from "../feed/schema.js";
import type { State } from "../feed/state.js";
import type { Say } from "../home-assistant/texts.js";
import type { ClosingEnd } from "../home-assistant/actions.js";
import type { Shown } from "./shown.js";

/** Other ends of privacy, by their id. */
export const CLOSING: Readonly<Record<string, ClosingEnd>> = {
  close_hour: { duration: { hours: 1 } },
  close_morning: { until_time: "07:00:00" },
  close_leave: { until_everyone_leaves: true },
  close_ended: {},
};

/** Other lengths of opening, in minutes. */
export const OPENING = [5, 15, 30, 60, 120] as const;

export const closingItems = (say: Say): MenuItem[] =>
  Object.keys(CLOSING).map((id) => ({ id, label: say(`card.${id}`) }));

export function openingItems({ say, view, at }: Shown): MenuItem[] {
  const { open_minutes = 0, open_minutes_most = 0 } = view.household ?? {};
  return OPENING.filter((minutes) => minutes !== open_minutes && minutes <= open_minutes_most).map(
    (minutes) => ({
      id: `open_${minutes}`,
      label: say(`card.open_for_${at.plural(minutes)}`, { minutes }),
    }),
  );
}

const mayEndAll = ({ you, household }: State): boolean =>
  you?.may_close_all === true && household?.entities.all_private != null;

/** What else can be done with a camera; what the viewer may not do is not there. */
export function moreItems(
  { say, view, words }: Shown,
  camera: Camera,
  live: boolean,
  first: readonly MenuItem[],
): MenuItem[] {
  const role = view.you?.role ?? "other";
  const add = (when: boolean, id: string): MenuItem[] =>
    when ? [{ id, label: say(`card.${id}`) }] : [];
  return [
    ...first,
    ...add(words.look === "picture" && camera.live === "available" && !live, "watch"),
    ...add(live && words.look === "picture", "still"),
    ...add(view.closing.get(camera.camera_id) === "failed", "forget"),
    ...add(camera.lift !== null && words.act === "close_now", "make_private"),
    ...add(camera.reason === "household_hold" && mayEndAll(view), "end_all"),
    ...add(words.act === "take_back", "answer"),
    ...add(camera.sound.state === "off", "sound"),
    ...add(role !== "other", "why"),
    ...add(role === "administrator", "zones"),
    ...add(true, "page"),
  ];
}
