import * as v from "valibot";
import type { HomeAssistant } from "../home-assistant/types.js";
import { problem, TEMPLATES, type Polygon, type Problem, type Template } from "./geometry.js";

export const COVERED = ["always", "someone_home", "asked"] as const;

const zone = v.object({
  zone_id: v.optional(v.string()),
  name: v.string(),
  polygons: v.array(v.array(v.tuple([v.number(), v.number()]))),
  covered: v.optional(v.string()),
});

const answer = v.object({
  revision: v.string(),
  zones: v.array(zone),
  limits: v.object({ zones: v.number(), name: v.number() }),
  margin: v.number(),
  moves: v.string(),
  moved: v.boolean(),
  private: v.boolean(),
  name: v.string(),
});

const preview = v.object({ picture: v.string(), taken_at: v.string() });

export type Zone = v.InferOutput<typeof zone>;
export type Zones = v.InferOutput<typeof answer>;

/** What is edited: the zones, and which one is chosen. */
export interface Draft {
  readonly zones: readonly Zone[];
  readonly chosen: number;
}

export const getZones = async (hass: HomeAssistant, camera_id: string): Promise<Zones> =>
  v.parse(answer, await hass.callWS({ type: "lens_cap/zones/get", camera_id }));

/** Return a picture with the drafts and all that is covered now covered, as a blob's address. */
export async function getPreview(
  hass: HomeAssistant,
  camera_id: string,
  zones: readonly Zone[],
): Promise<{ picture: string; taken_at: string }> {
  const { picture, taken_at } = v.parse(
    preview,
    await hass.callWS({
      type: "lens_cap/zones/preview",
      camera_id,
      zones: zones.map(({ polygons }) => ({ polygons })),
    }),
  );
  const encoded = /^data:image\/jpeg;base64,(.+)$/.exec(picture)?.[1] ?? "";
  const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
  return { picture: URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" })), taken_at };
}

export const setZones = (
  hass: HomeAssistant,
  camera_id: string,
  revision: string,
  zones: readonly Zone[],
  accept_less: boolean,
): Promise<unknown> =>
  hass.callWS({ type: "lens_cap/zones/set", camera_id, revision, zones, accept_less });

/** Return the first outline of a zone; the editor draws one outline for each zone. */
export const outline = (zone: Zone): Polygon => zone.polygons[0] ?? [];

/** Return the draft with another version of the chosen zone; the same draft where nothing differs. */
export function withChosen(draft: Draft, change: Partial<Zone>): Draft {
  const { zones, chosen } = draft;
  const zone = zones[chosen];
  const changed = { ...zone, ...change } as Zone;
  if (zone === undefined || JSON.stringify(changed) === JSON.stringify(zone)) return draft;
  return { chosen, zones: zones.map((one, index) => (index === chosen ? changed : one)) };
}

/** Return the draft with another outline of the chosen zone. */
export function withOutline(draft: Draft, polygon: Polygon): Draft {
  const zone = draft.zones[draft.chosen];
  if (zone === undefined) return draft;
  const polygons = [polygon.map(([x, y]): [number, number] => [x, y]), ...zone.polygons.slice(1)];
  return withChosen(draft, { polygons });
}

/** Return a name that no zone has: the wanted one, or else that with the first free number. */
export function freshName(
  zones: readonly Zone[],
  wanted: string,
  numbered: (number: number) => string,
): string {
  const names = new Set(zones.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = numbered(number);
  return name;
}

/** Return the draft with a new zone of a template, chosen. */
export const withNew = (draft: Draft, template: Template, name: string): Draft => ({
  zones: [
    ...draft.zones,
    {
      name,
      polygons: [TEMPLATES[template].map(([x, y]): [number, number] => [x, y])],
      covered: "always",
    },
  ],
  chosen: draft.zones.length,
});

/** Return the draft without the chosen zone. */
export const withoutChosen = ({ zones, chosen }: Draft): Draft => ({
  zones: zones.filter((_, index) => index !== chosen),
  chosen: Math.max(0, chosen - 1),
});

export type Wrong = Problem | "no_name" | "same_name";

/** Return what is wrong with a zone, or null. */
export function wrong(draft: Draft, index: number): Wrong | null {
  const zone = draft.zones[index];
  if (zone === undefined) return null;
  const name = zone.name.trim();
  if (name === "") return "no_name";
  const same = draft.zones.some((one, other) => other !== index && one.name.trim() === name);
  if (same) return "same_name";
  return zone.polygons.map(problem).find((one) => one !== null) ?? null;
}

/** Return what is to be asked after a refusal to save, and which zones it names. */
export function askAfter(error: unknown): {
  asking: "less" | "elsewhere" | undefined;
  zones: string;
} {
  const { translation_key: key, translation_placeholders: values } = error as {
    translation_key?: string;
    translation_placeholders?: { zones?: string };
  };
  const asks = { zones_show_more: "less", zones_changed_elsewhere: "elsewhere" } as const;
  return { asking: asks[key as keyof typeof asks], zones: values?.zones ?? "" };
}
