// What dashboards load first. Home Assistant waits five seconds for a dashboard's strategy and then shows an
// error, so the strategy comes alone and is small; all else comes behind it, and the strategy waits for that.
import { DashboardStrategy } from "./dashboard/strategy.js";
import { defineLate } from "./home-assistant/define.js";
import { showAnew } from "./home-assistant/late.js";
import type { HomeAssistant } from "./home-assistant/types.js";

const elements = import.meta.url.replace(/[^/?]+(?=\?|$)/, "lens-cap-elements.js");
// Where it fails, Home Assistant says of each card that there is none.
const arrived = import(/* @vite-ignore */ elements).catch(() => undefined);
let asked = false;

class EarlyStrategy extends DashboardStrategy {
  static override async generate(config: unknown, hass: HomeAssistant): Promise<unknown> {
    asked = true;
    const [dashboard] = await Promise.all([super.generate(config, hass), arrived]);
    return dashboard;
  }
}

defineLate({ "ll-strategy-dashboard-lens-cap": EarlyStrategy }, () =>
  showAnew("custom:lens-cap", () => asked),
);
