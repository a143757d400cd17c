import { Badge } from "./card/badge.js";
import { CameraCard } from "./card/camera-card.js";
import { isSupported, PrivacyFeature } from "./card/feature.js";
import { Picture } from "./card/picture.js";
import { Choice } from "./controls/choice.js";
import { Countdown } from "./controls/countdown.js";
import { Menu } from "./controls/menu.js";
import { Sheet } from "./controls/sheet.js";
import { DashboardStrategy } from "./dashboard/strategy.js";
import { defineLate } from "./home-assistant/define.js";
import { offer } from "./home-assistant/offer.js";

defineLate(
  {
    "lens-cap-badge": Badge,
    "lens-cap-card": CameraCard,
    "lens-cap-choice": Choice,
    "lens-cap-countdown": Countdown,
    "lens-cap-menu": Menu,
    "lens-cap-picture": Picture,
    "lens-cap-privacy-feature": PrivacyFeature,
    "lens-cap-sheet": Sheet,
    "ll-strategy-dashboard-lens-cap": DashboardStrategy,
  },
  () => offer(isSupported),
);
