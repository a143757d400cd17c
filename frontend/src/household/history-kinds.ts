/** What of the history each choice of the page shows; `all` is everything, also what is of no other choice. */
export const KINDS: Readonly<Record<string, readonly string[] | undefined>> = {
  all: undefined,
  cameras: [
    "level",
    "recording",
    "hold",
    "released",
    "lifted",
    "lift_not_begun",
    "control",
    "drifted",
  ],
  sound: ["sound_asked", "sound_on", "sound_not_given", "sound_off"],
  guests: ["guests_arrived", "guests_left", "guest_asked"],
  rules: ["rule_on", "rule_off", "settings_changed"],
  register: [
    "consent_given",
    "consent_withdrawn",
    "consent_ended",
    "notice_made",
    "report_made",
    "reviewed",
  ],
  files: ["saved", "erased"],
};
