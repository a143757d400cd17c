import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { maySee } from "../feed/state.js";
import { Dialog } from "../home-assistant/dialog.js";
import { refusal } from "../home-assistant/texts.js";
import { formStyle, theme } from "../theme.js";
import { moments } from "../words/moment.js";
import {
  askAfter,
  freshName,
  getPreview,
  getZones,
  setZones,
  withNew,
  wrong,
  type Draft,
  type Zones,
} from "./draft.js";
import {
  choose,
  draftOf,
  dragged,
  edited,
  redone,
  start,
  step,
  undone,
  type Edit,
  type Editing,
} from "./editing.js";
import { editorStyle } from "./editor-style.js";
import type { Template } from "./geometry.js";
import { notes, question, tools, zoneFields, zoneList, type Asked, type Desk } from "./tools.js";

const EMPTY: Draft = { zones: [], chosen: 0 };

/** Draws a camera's privacy zones. */
export class ZoneEditor extends Dialog implements Desk {
  static override readonly styles = [theme, formStyle, editorStyle];

  @state() editing: Editing = start(EMPTY);
  @state() zoom = 1;
  @state() snapping = true;
  @state() adding = false;
  @state() private known: Zones | undefined;
  @state() private picture = "";
  @state() private loading = false;
  @state() private covered = "";
  @state() private takenAt = "";
  @state() private note = "";
  @state() private error = "";
  @state() private asking: Asked | undefined;
  private less = "";
  private saved: Draft = EMPTY;
  private generation = 0;

  get asOthers(): boolean {
    return this.covered !== "";
  }

  private get time(): string {
    const { hass } = this;
    if (hass === undefined || this.takenAt === "") return "";
    return moments(hass.locale, hass.config.time_zone, () => Date.now()).time(this.takenAt);
  }

  get longest(): number {
    return this.known?.limits.name ?? 50;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.pressed);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.pressed);
    this.forget();
  }

  put(editing: Editing): void {
    const drawn = draftOf(editing).zones !== draftOf(this.editing).zones;
    this.editing = editing;
    this.note = "";
    if (drawn && this.asOthers) void this.show("others");
  }

  zoomTo(zoom: number): void {
    this.zoom = Math.min(6, Math.max(1, zoom));
  }

  toggleSnap(): void {
    this.snapping = !this.snapping;
  }

  toggleAdding(): void {
    this.adding = !this.adding;
  }

  add(template: Template): void {
    const { zones } = draftOf(this.editing);
    if (zones.length >= (this.known?.limits.zones ?? 32)) {
      this.error = this.say("zones.too_many");
      return;
    }
    const label = this.say(`zones.new_${template}`);
    const numbered = (number: number): string =>
      this.say("zones.numbered", { name: label, number });
    const name = freshName(zones, label, numbered);
    this.adding = false;
    this.put({ ...step(this.editing, withNew(draftOf(this.editing), template, name)), current: 0 });
  }

  protected override keepsAll(changed: PropertyValues<this>): boolean {
    return changed.size === 1 && dragged(changed.get("editing"), this.editing);
  }

  protected override willUpdate(): void {
    const { view } = this;
    const camera = view?.cameras.find((one) => one.camera_id === this.cameraId);
    // A frozen picture is not kept once the camera closed, or nothing is known of it.
    const seen = view !== undefined && camera !== undefined && maySee(view, camera);
    if (!seen && view?.status !== "waiting") this.forget();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.speaks) return nothing;
    return html`<lens-cap-sheet
      wide
      .heading=${this.say("zones.title", { camera: this.known?.name ?? "" })}
      .closeLabel=${this.say("common.close")}
      @escape=${this.escaped}
      @closing=${(event: Event) => this.mayClose() || event.preventDefault()}
      @closed=${() => this.end()}
    >
      ${
        this.known === undefined
          ? html`<p role="alert">${this.error || this.say("common.loading")}</p>`
          : this.body(this.known)
      }
    </lens-cap-sheet>`;
  }

  private body(known: Zones): TemplateResult {
    const draft = draftOf(this.editing);
    const wrongs = draft.zones.map((_, index) => wrong(draft, index));
    return html`<div class="editor">
      <div>
        ${notes(this.say, known, this.loading, this.picture === "" ? undefined : this.time)}
        <lens-cap-zone-surface
          .draft=${draft}
          .picture=${this.asOthers ? this.covered : this.picture}
          .outlines=${!this.asOthers}
          .snapping=${this.snapping}
          .current=${this.editing.current}
          .margin=${known.margin}
          .zoom=${this.zoom}
          .wrongs=${wrongs.map((one) => one !== null)}
          .say=${this.say}
          @edit=${(event: CustomEvent<Edit>) => this.put(edited(this.editing, event.detail))}
          @current=${({ detail: current }: CustomEvent<number>) => (this.editing = { ...this.editing, current })}
          @zoom=${(event: CustomEvent<number>) => this.zoomTo(event.detail)}
        ></lens-cap-zone-surface>
        ${tools(this)}
      </div>
      <div class="fields">
        ${zoneList(this, wrongs)} ${zoneFields(this, wrongs[draft.chosen] ?? null)} ${this.ask()}
        <p role="alert" class="error">${this.error}</p>
        <p role="status">${this.note}</p>
        <button class="primary" @click=${() => this.save(false)}>${this.say("zones.save")}</button>
      </div>
    </div>`;
  }

  private ask(): TemplateResult | typeof nothing {
    const { asking } = this;
    if (asking === undefined) return nothing;
    const act = {
      less: () => this.save(true),
      leave: () => this.end(),
      elsewhere: () => this.load(),
    };
    return question(this.say, asking, this.less, act[asking], () => (this.asking = undefined));
  }

  /** Escape takes back what is asked, before it closes anything. */
  private escaped(event: Event): void {
    if (this.asking === undefined) return;
    event.preventDefault();
    this.asking = undefined;
  }

  private async load(): Promise<void> {
    const { hass } = this;
    if (hass === undefined) return;
    this.asking = undefined;
    this.error = "";
    try {
      const known = await getZones(hass, this.cameraId);
      // The first zone begins with a template.
      if (known.zones.length === 0) this.adding = true;
      this.known = known;
      this.saved = { zones: known.zones, chosen: 0 };
      this.editing = start(this.saved);
    } catch (error) {
      this.error = refusal(hass.localize, error);
      return;
    }
    this.loading = !this.known.private;
    if (this.loading) this.picture = await this.fetch([], this.picture);
    this.loading = false;
  }

  async show(what: string): Promise<void> {
    if (what === "others")
      this.covered = await this.fetch(draftOf(this.editing).zones, this.covered);
    else {
      this.generation += 1;
      URL.revokeObjectURL(this.covered);
      this.covered = "";
    }
  }

  /** Return a new picture in place of `before`; one that comes too late is thrown away. */
  private async fetch(zones: Draft["zones"], before: string): Promise<string> {
    const { hass } = this;
    const generation = ++this.generation;
    if (hass === undefined) return "";
    URL.revokeObjectURL(before);
    this.error = "";
    try {
      const { picture, taken_at } = await getPreview(hass, this.cameraId, zones);
      if (generation === this.generation && this.isConnected) {
        this.takenAt = taken_at;
        return picture;
      }
      URL.revokeObjectURL(picture);
    } catch (error) {
      this.error = refusal(hass.localize, error);
    }
    return "";
  }

  private async save(accept: boolean): Promise<void> {
    const { hass, known } = this;
    const draft = draftOf(this.editing);
    if (hass === undefined || known === undefined) return;
    this.asking = undefined;
    this.error = "";
    if (draft.zones.some((_, index) => wrong(draft, index) !== null)) {
      this.error = this.say("zones.save_wrong");
      return;
    }
    try {
      await setZones(hass, this.cameraId, known.revision, draft.zones, accept);
    } catch (error) {
      this.refused(error);
      return;
    }
    await this.load();
    this.editing = choose(this.editing, Math.min(draft.chosen, this.saved.zones.length - 1));
    this.note = this.say("zones.saved");
  }

  private refused(error: unknown): void {
    ({ asking: this.asking, zones: this.less } = askAfter(error));
    if (this.asking === undefined && this.hass !== undefined)
      this.error = refusal(this.hass.localize, error);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const { editing } = this;
    const { zones, chosen } = draftOf(editing);
    const other = { "[": zones.length - 1, "]": 1 }[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z")
      this.put(event.shiftKey ? redone(editing) : undone(editing));
    else if (other !== undefined && zones.length > 0) {
      if (event.composedPath()[0] instanceof HTMLInputElement) return;
      this.put(choose(editing, (chosen + other) % zones.length));
    } else return;
    event.preventDefault();
  };

  protected override mayClose(): boolean {
    if (draftOf(this.editing).zones === this.saved.zones) return true;
    this.asking = "leave";
    return false;
  }

  private forget(): void {
    this.generation += 1;
    if (this.picture === "" && this.covered === "") return;
    URL.revokeObjectURL(this.picture);
    URL.revokeObjectURL(this.covered);
    this.picture = this.covered = "";
  }
}
