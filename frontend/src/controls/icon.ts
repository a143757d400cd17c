import {
  mdiAccountGroup,
  mdiAlertCircleOutline,
  mdiCircle,
  mdiCctvOff,
  mdiChevronDown,
  mdiClose,
  mdiDotsVertical,
  mdiEye,
  mdiEyeOff,
  mdiEyeOutline,
  mdiMenu,
  mdiMicrophoneOff,
  mdiShieldAlert,
} from "@mdi/js";
import { html, type TemplateResult } from "lit";

const ICONS = {
  alert: mdiAlertCircleOutline,
  away: mdiCctvOff,
  close: mdiClose,
  dot: mdiCircle,
  down: mdiChevronDown,
  eye: mdiEye,
  eye_off: mdiEyeOff,
  eye_outline: mdiEyeOutline,
  guests: mdiAccountGroup,
  menu: mdiMenu,
  microphone_off: mdiMicrophoneOff,
  more: mdiDotsVertical,
  shield: mdiShieldAlert,
} as const;

export type IconName = keyof typeof ICONS;

/** An icon that is decoration: what it means stands beside it in words. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${ICONS[name]}></path>
  </svg>`;
