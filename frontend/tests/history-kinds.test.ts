import { expect, test } from "vitest";
import translations from "../../custom_components/lens_cap/translations/en.json" with { type: "json" };
import { KINDS } from "../src/household/history-kinds.js";
// Written by the real backend (tests/integration/websocket).
import kinds from "./fixtures/history_kinds.json" with { type: "json" };

const { happened, history } = translations.config_panel;
const shown = Object.values(KINDS).flatMap((some) => some ?? []);

test("each kind stands in one choice, but for what is about the history and Lens Cap themselves", () => {
  expect(shown).toHaveLength(new Set(shown).size);
  expect(kinds.filter((kind) => !shown.includes(kind)).sort()).toEqual([
    "history_broken",
    "history_cut_short",
    "history_pruned",
    "started",
    "stopped",
  ]);
});

test("no choice asks for what there is not", () => {
  expect(shown.filter((kind) => !kinds.includes(kind))).toEqual([]);
});

test("every kind has a sentence", () => {
  const said = Object.keys(happened);
  expect(kinds.filter((kind) => !said.some((key) => key.startsWith(kind)))).toEqual([]);
});

test("every choice has a name", () => {
  expect(Object.keys(KINDS).filter((one) => !(`of_${one}` in history))).toEqual([]);
});
