import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Say } from "../home-assistant/texts.js";
import { COVERED, withChosen, withoutChosen, type Wrong, type Zones } from "./draft.js";
import {
  choose,
  draftOf,
  edited,
  nextPoint,
  nudged,
  pointAdded,
  redone,
  step,
  undone,
  type Editing,
} from "./editing.js";
import { TEMPLATES, type Template } from "./geometry.js";

const STEP = 0.005;

/** What the parts of the editor show and do. */
export interface Desk {
  readonly say: Say;
  readonly editing: Editing;
  readonly zoom: number;
  readonly snapping: boolean;
  readonly asOthers: boolean;
  readonly adding: boolean;
  readonly longest: number;
  put(editing: Editing): void;
  zoomTo(zoom: number): void;
  toggleSnap(): void;
  toggleAdding(): void;
  add(template: Template): void;
  show(what: string): Promise<void>;
}

/** Buttons for everything that fingers and keys do. */
export function tools(desk: Desk): TemplateResult {
  const { editing, zoom, say } = desk;
  const tool = (key: string, act: () => void, able = true): TemplateResult =>
    html`<button aria-disabled=${able ? "false" : "true"} @click=${() => able && act()}>
      ${say(`zones.${key}`)}
    </button>`;
  const { past, future } = editing.history;
  const any = draftOf(editing).zones.length > 0;
  const nudge = (key: string, dx: number, dy: number): TemplateResult =>
    tool(key, () => desk.put(nudged(editing, dx, dy)), any);
  const remove = (): void => desk.put(edited(editing, { kind: "remove", index: editing.current }));
  return html`<div class="row tools">
      ${tool("undo", () => desk.put(undone(editing)), past.length > 0)}
      ${tool("redo", () => desk.put(redone(editing)), future.length > 0)}
      ${tool("add_point", () => desk.put(pointAdded(editing)), any)}
      ${tool("remove_point", remove, any)} ${tool("larger", () => desk.zoomTo(zoom + 1), zoom < 6)}
      ${tool("smaller", () => desk.zoomTo(zoom - 1), zoom > 1)}
    </div>
    <div class="row tools moves" role="group" aria-label=${say("zones.move_point")}>
      ${nudge("left", -STEP, 0)} ${nudge("up", 0, -STEP)} ${nudge("down", 0, STEP)}
      ${nudge("right", STEP, 0)} ${tool("next_point", () => desk.put(nextPoint(editing)), any)}
    </div>
    <div class="row tools">
      <label class="check"
        ><input
          type="checkbox"
          .checked=${desk.snapping}
          @change=${() => desk.toggleSnap()}
        />${say("zones.snap")}</label
      >
      <lens-cap-choice
        .label=${say("zones.show")}
        .value=${live(desk.asOthers ? "others" : "outlines")}
        .options=${["outlines", "others"].map((value) => ({
          value,
          label: say(`zones.show_${value}`),
        }))}
        @choose=${(event: CustomEvent<string>) => desk.show(event.detail)}
      ></lens-cap-choice>
    </div>`;
}

/** The zones by name, and the templates for a new one. */
export function zoneList(desk: Desk, wrongs: readonly (Wrong | null)[]): TemplateResult {
  const { editing, say, adding } = desk;
  const { zones, chosen } = draftOf(editing);
  return html`<ul class="row" aria-label=${say("zones.all")}>
      ${zones.map(
        (zone, index) =>
          html`<li>
            <button
              aria-pressed=${index === chosen ? "true" : "false"}
              class=${index === chosen ? "primary" : ""}
              @click=${() => desk.put(choose(editing, index))}
            >
              ${zone.name}${wrongs[index] === null ? nothing : html`<strong aria-hidden="true">!</strong>`}
            </button>
          </li>`,
      )}
      <li>
        <button aria-expanded=${adding ? "true" : "false"} @click=${() => desk.toggleAdding()}>
          ${say("zones.new")}
        </button>
      </li>
    </ul>
    ${
      adding
        ? html`<div class="row">
            ${(Object.keys(TEMPLATES) as Template[]).map(
              (template) =>
                html`<button @click=${() => desk.add(template)}>
                  ${say(`zones.new_${template}`)}
                </button>`,
            )}
          </div>`
        : nothing
    }`;
}

/** Name of the chosen zone, when it is covered, and what is wrong with it. */
export function zoneFields(desk: Desk, error: Wrong | null): TemplateResult {
  const { editing, say } = desk;
  const draft = draftOf(editing);
  const zone = draft.zones[draft.chosen];
  if (zone === undefined) return html`<p>${say("zones.none")}</p>`;
  const covers = zone.covered === "rules" ? [...COVERED, "rules"] : COVERED;
  const named = (event: Event): void =>
    desk.put(step(editing, withChosen(draft, { name: (event.target as HTMLInputElement).value })));
  return html`<label
      >${say("zones.name")}
      <input
        .value=${zone.name}
        maxlength=${desk.longest}
        aria-describedby="wrong"
        @change=${named}
    /></label>
    <p id="wrong" class="error" role="alert">
      ${error === null ? "" : say(`zones.wrong_${error}`)}
    </p>
    <lens-cap-choice
      .label=${say("zones.covered")}
      .value=${live(zone.covered ?? "always")}
      .options=${covers.map((value) => ({ value, label: say(`zones.covered_${value}`) }))}
      @choose=${(event: CustomEvent<string>) =>
        desk.put(step(editing, withChosen(draft, { covered: event.detail })))}
    ></lens-cap-choice>
    <button @click=${() => desk.put(step(editing, withoutChosen(draft)))}>
      ${say("zones.delete")}
    </button>`;
}

export type Asked = "less" | "leave" | "elsewhere";

/** What is asked before something is lost or shown. */
export const question = (
  say: Say,
  asked: Asked,
  zones: string,
  yes: () => unknown,
  no: () => void,
): TemplateResult =>
  html`<div class="ask" role="alertdialog" aria-labelledby="ask">
    <p id="ask">${say(`zones.ask_${asked}`, { zones })}</p>
    <div class="row">
      <button class="primary" @click=${yes}>${say(`zones.yes_${asked}`)}</button>
      <button @click=${no}>${say("common.cancel")}</button>
    </div>
  </div>`;

/** What is to be known of the picture that is drawn on. */
export function notes(
  say: Say,
  { moved, moves }: Zones,
  loading: boolean,
  taken: string | undefined,
): TemplateResult {
  const missing = loading ? "zones.picture_loads" : "zones.no_picture";
  return html`<p class="quiet">
      ${taken === undefined ? say(missing) : say("zones.picture_of", { time: taken })}
    </p>
    ${
      moved
        ? html`<p>${say("zones.moved")}</p>`
        : moves === "no"
          ? nothing
          : html`<p class="quiet">${say("zones.turns")}</p>`
    }`;
}
