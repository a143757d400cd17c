// Everything of ours but the dashboard strategy. The panel loads this; dashboards load `entry.ts`, which does.
import { Badge } from "./card/badge.js";
import { CameraCard } from "./card/camera-card.js";
import { isSupported, PrivacyFeature } from "./card/feature.js";
import { Picture } from "./card/picture.js";
import { Choice } from "./controls/choice.js";
import { Countdown } from "./controls/countdown.js";
import { Menu } from "./controls/menu.js";
import { Sheet } from "./controls/sheet.js";
import { HistoryPage } from "./household/history.js";
import { NowPage } from "./household/now.js";
import { Panel } from "./household/panel.js";
import { Questions } from "./household/questions.js";
import { ConsentForm, RegisterForm } from "./household/register-form.js";
import { RegisterPage } from "./household/register.js";
import { RuleForm } from "./household/rule-form.js";
import { RulesPage } from "./household/rules.js";
import { SecurityPage } from "./household/security.js";
import { WeekPage } from "./household/week.js";
import { WhatIfPage } from "./household/what-if.js";
import { SoundSheet } from "./sound/sheet.js";
import { ZoneEditor } from "./zones/editor.js";
import { ZoneSurface } from "./zones/surface.js";
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
    "lens-cap-history": HistoryPage,
    "lens-cap-now": NowPage,
    "lens-cap-panel": Panel,
    "lens-cap-questions": Questions,
    "lens-cap-register": RegisterPage,
    "lens-cap-register-form": RegisterForm,
    "lens-cap-consent-form": ConsentForm,
    "lens-cap-rule-form": RuleForm,
    "lens-cap-rules": RulesPage,
    "lens-cap-security": SecurityPage,
    "lens-cap-sheet": Sheet,
    "lens-cap-week": WeekPage,
    "lens-cap-what-if": WhatIfPage,
    "lens-cap-sound-sheet": SoundSheet,
    "lens-cap-zone-editor": ZoneEditor,
    "lens-cap-zone-surface": ZoneSurface,
  },
  () => offer(isSupported),
);
