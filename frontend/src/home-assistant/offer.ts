// What Home Assistant's pickers are told of. They show plain texts, once those are loaded.
import { loadTexts, sayer } from "./texts.js";
import type { HomeAssistant } from "./types.js";

interface Offer {
  readonly type: string;
  name: string;
  description: string;
  readonly [key: string]: unknown;
}

declare global {
  interface Window {
    customCards?: Offer[];
    customBadges?: Offer[];
    customCardFeatures?: Offer[];
    customStrategies?: Offer[];
  }
}

const NAME = "Lens Cap";
const DOCUMENTATION = "https://github.com/lens-cap/lens-cap";

function suggestion(hass: HomeAssistant, id: string): unknown {
  return id.startsWith("camera.") && hass.entities[id]?.platform === "lens_cap"
    ? { config: { type: "custom:lens-cap-card", entity: id } }
    : null;
}

function push(list: Offer[], made: Offer): Offer {
  const known = list.find(({ type }) => type === made.type);
  if (known !== undefined) return known;
  list.push(made);
  return made;
}

/** Tell Home Assistant's pickers of what there is, once. */
export function offer(
  isSupported: (hass: HomeAssistant, context: { entity_id?: string }) => boolean,
): void {
  const basic = { name: NAME, description: "" };
  const card = push((window.customCards ??= []), {
    ...basic,
    type: "lens-cap-card",
    preview: true,
    documentationURL: DOCUMENTATION,
    getEntitySuggestion: suggestion,
  });
  const badge = push((window.customBadges ??= []), { ...basic, type: "lens-cap-badge" });
  const feature = push((window.customCardFeatures ??= []), {
    ...basic,
    type: "lens-cap-privacy-feature",
    isSupported,
    configurable: false,
  });
  const strategy = push((window.customStrategies ??= []), {
    ...basic,
    type: "lens-cap",
    strategyType: "dashboard",
  });
  void describe({ card, badge, feature, strategy });
}

async function describe(offers: Readonly<Record<string, Offer>>): Promise<void> {
  const root = document.querySelector<HTMLElement & { hass?: HomeAssistant }>("home-assistant");
  const hass = root?.hass;
  if (hass === undefined) return;
  const say = sayer(await loadTexts(hass));
  for (const [key, made] of Object.entries(offers)) {
    made.name = say(`offer.${key}`) || NAME;
    made.description = say(`offer.${key}_what`);
  }
}
