import { html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import type { Say } from "../home-assistant/texts.js";
import { theme } from "../theme.js";
import { outline, type Draft, type Zone } from "./draft.js";
import { Drag } from "./drag.js";
import type { Edit } from "./editing.js";
import { Fingers } from "./fingers.js";
import { middle, neighbours, point, snap, type Point, type Polygon } from "./geometry.js";
import { stepOf } from "./keys.js";
import { pointsOf } from "./points.js";
import { surfaceStyle } from "./surface-style.js";

const WIDTH = 1000;
const SNAP_PX = 10;

/** The picture with its zones: drawn with fingers, mouse or keys. It is never mirrored. */
export class ZoneSurface extends LitElement {
  static override readonly styles = [theme, surfaceStyle];

  @property({ attribute: false }) draft: Draft = { zones: [], chosen: 0 };
  @property({ attribute: false }) picture = "";
  @property({ attribute: false }) outlines = true;
  @property({ attribute: false }) snapping = true;
  @property({ attribute: false }) current = 0;
  @property({ attribute: false }) margin = 0;
  @property({ attribute: false }) zoom = 1;
  @property({ attribute: false }) wrongs: readonly boolean[] = [];
  @property({ attribute: false }) say: Say = () => "";
  @state() private height = (WIDTH * 9) / 16;
  @state() private unit = 2;
  @state() private drag: Drag | undefined;
  @query(".stage") private stage!: HTMLElement;
  @query("svg.picture") private drawing!: SVGSVGElement;
  @query(".port") private port!: HTMLElement;
  private watcher: ResizeObserver | undefined;
  private readonly fingers = new Fingers();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
  }

  protected override firstUpdated(): void {
    this.watcher = new ResizeObserver(() => {
      const { width } = this.drawing.getBoundingClientRect();
      if (width > 0) this.unit = WIDTH / width;
    });
    this.watcher.observe(this.stage);
  }
  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("zoom")) this.stage.style.inlineSize = `${this.zoom * 100}%`;
    if (changed.has("picture") && this.picture !== "") {
      const image = new Image();
      image.src = this.picture;
      image.decode().then(
        () => (this.height = (WIDTH * image.naturalHeight) / image.naturalWidth),
        () => undefined,
      );
    }
  }

  protected override render(): TemplateResult {
    return html`<div
        class="port"
        @pointerdown=${this.fingerDown}
        @pointermove=${this.fingerMoved}
        @pointerup=${this.fingerUp}
        @pointercancel=${this.fingerUp}
        @touchstart=${this.touched}
      >
        <div class="stage">
          <svg class="picture" viewBox="0 0 ${WIDTH} ${this.height}">${this.contents(true)}</svg>
        </div>
      </div>
      ${this.loupe()}`;
  }

  private contents(handles: boolean): SVGTemplateResult {
    const { zones, chosen } = this.draft;
    const drawn = zones
      .map((zone, index) => [zone, index, index === chosen, this.wrongs[index] === true] as const)
      .sort((a, b) => Number(a[2]) - Number(b[2]));
    return svg`
      ${this.picture === "" ? nothing : svg`<image href=${this.picture} width=${WIDTH} height=${this.height} preserveAspectRatio="none"></image>`}
      ${this.outlines ? drawn.map((one) => this.kept([...one, this.margin], () => this.zone(...one))) : nothing}
      ${this.outlines && handles ? this.handles() : nothing}`;
  }

  /** What a drag leaves as it is costs no more than a comparison. */
  private kept(shown: readonly unknown[], draw: () => SVGTemplateResult): unknown {
    return guard([...shown, this.height, this.unit], draw);
  }

  private get chosen(): Polygon {
    const zone = this.draft.zones[this.draft.chosen];
    return zone === undefined ? [] : outline(zone);
  }

  private zone(zone: Zone, index: number, chosen: boolean, wrong: boolean): SVGTemplateResult {
    const [first] = outline(zone);
    return svg`
      ${zone.polygons.map(
        (polygon) => svg`
          <polygon class="margin" points=${pointsOf(polygon, WIDTH, this.height)} stroke-width=${2 * this.margin * Math.max(WIDTH, this.height)}></polygon>
          <polygon
            class="zone ${chosen ? "chosen" : ""} ${wrong ? "wrong" : ""}"
            points=${pointsOf(polygon, WIDTH, this.height)}
            @pointerdown=${(event: PointerEvent) => this.zoneDown(event, index)}
            @pointermove=${this.moved}
            @pointerup=${this.up}
            @pointercancel=${this.cancelled}
          ></polygon>`,
      )}
      ${first === undefined ? nothing : svg`<text x=${first[0] * WIDTH + 12 * this.unit} y=${first[1] * this.height + 22 * this.unit} font-size=${14 * this.unit}>${zone.name}</text>`}`;
  }

  private handles(): SVGTemplateResult {
    const { chosen } = this;
    return svg`
      ${chosen.map((_, index) => {
        const at = middle(chosen, index);
        return this.kept([...at, index], () => this.pull(at, index));
      })}
      ${chosen.map((at, index) => {
        const [count, current] = [chosen.length, index === this.current];
        const draw = (): SVGTemplateResult => this.handle(at, index, count, current);
        return this.kept([...at, index, count, current, this.say], draw);
      })}`;
  }

  private handle(at: Point, index: number, count: number, current: boolean): SVGTemplateResult {
    const label = this.say("zones.point", {
      number: index + 1,
      count,
      left: Math.round(at[0] * 100),
      top: Math.round(at[1] * 100),
    });
    return svg`<g
      class=${current ? "current" : ""}
      role="button"
      tabindex="0"
      data-point=${index}
      aria-label=${label}
      @keydown=${(event: KeyboardEvent) => this.pressed(event, index)}
      @focus=${() => this.choosePoint(index)}
      @pointerdown=${(event: PointerEvent) => this.pointDown(event, index)}
      @pointermove=${this.moved}
      @pointerup=${this.up}
      @pointercancel=${this.cancelled}
    >
      <circle class="hit" cx=${at[0] * WIDTH} cy=${at[1] * this.height} r=${22 * this.unit}></circle>
      <circle class="dot" cx=${at[0] * WIDTH} cy=${at[1] * this.height} r=${8 * this.unit}></circle>
    </g>`;
  }

  private pull(at: Point, index: number): SVGTemplateResult {
    return svg`<g class="pull" @pointerdown=${(event: PointerEvent) => this.pullDown(event, index, at)}>
      <circle class="hit" cx=${at[0] * WIDTH} cy=${at[1] * this.height} r=${16 * this.unit}></circle>
      <circle class="dot" cx=${at[0] * WIDTH} cy=${at[1] * this.height} r=${5 * this.unit}></circle>
    </g>`;
  }

  private loupe(): TemplateResult | typeof nothing {
    const at = this.chosen[this.current];
    if (this.drag?.kind !== "point" || at === undefined) return nothing;
    const size = (96 * this.unit) / 2.5;
    const box = `${at[0] * WIDTH - size / 2} ${at[1] * this.height - size / 2} ${size} ${size}`;
    const { scrollLeft, clientWidth } = this.port;
    const right = at[0] * clientWidth * this.zoom - scrollLeft < clientWidth / 2;
    return html`<svg class="loupe ${right ? "right" : ""}" viewBox=${box} aria-hidden="true">
      ${this.contents(false)}
    </svg>`;
  }

  private place(event: PointerEvent): Point {
    const { left, top, width, height } = this.drawing.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  }

  private zoneDown(event: PointerEvent, index: number): void {
    if (this.fingers.several) return;
    if (index !== this.draft.chosen) this.tell({ kind: "choose", zone: index });
    else this.begin(event, new Drag("zone", index, this.place(event)));
  }

  private pointDown(event: PointerEvent, index: number): void {
    if (this.fingers.several) return;
    this.choosePoint(index);
    this.begin(event, new Drag("point", index, this.place(event), this.chosen[index]));
  }

  private pullDown(event: PointerEvent, index: number, at: Point): void {
    if (this.fingers.several) return;
    event.preventDefault();
    const from = this.place(event);
    this.tell({ kind: "insert", index, at, pulled: true });
    void this.updateComplete.then(() => {
      const made = this.renderRoot.querySelector<SVGGElement>(`[data-point="${index + 1}"]`);
      if (made === null) return;
      this.choosePoint(index + 1);
      this.drag = new Drag("point", index + 1, from, at, true);
      made.setPointerCapture(event.pointerId);
    });
  }

  private begin(event: PointerEvent, drag: Drag): void {
    event.preventDefault();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.drag = drag;
  }

  private readonly moved = (event: PointerEvent): void => {
    if (this.drag === undefined || this.fingers.several) return;
    this.follow(event, false);
  };

  private readonly up = (event: PointerEvent): void => {
    if (this.drag === undefined) return;
    this.follow(event, true);
    this.drag = undefined;
  };

  private readonly cancelled = (): void => {
    if (this.drag === undefined) return;
    this.drag = undefined;
    this.tell({ kind: "cancel" });
  };

  private follow(event: PointerEvent, done: boolean): void {
    const drag = this.drag as Drag;
    const gone = drag.by(this.place(event), WIDTH / this.unit, this.height / this.unit);
    const { kind, index, at, pulled } = drag;
    // A point that was pulled out of an edge is there, however still the finger was: that act ends, too.
    if (gone === undefined && !(done && pulled)) return;
    const [dx, dy] = gone ?? [0, 0];
    if (kind === "zone") {
      this.tell({ kind: "move", dx, dy, done });
      return;
    }
    const there = point(at[0] + dx, at[1] + dy);
    const to = !gone || event.altKey || !this.snapping ? there : this.snapped(there, index);
    this.tell({ kind: "point", index, to, done, pulled });
  }

  private snapped(to: Point, index: number): Point {
    const { zones, chosen } = this.draft;
    const others = zones.filter((_, other) => other !== chosen).map(outline);
    const near = { x: (SNAP_PX * this.unit) / WIDTH, y: (SNAP_PX * this.unit) / this.height };
    return snap(to, near, others, neighbours(this.chosen, index));
  }

  private pressed(event: KeyboardEvent, index: number): void {
    const [x, y] = this.chosen[index] as Point;
    const by = stepOf(event);
    if (by !== undefined)
      this.tell({ kind: "point", index, to: point(x + by[0], y + by[1]), done: true });
    else if (event.key === "Insert")
      this.tell({ kind: "insert", index, at: middle(this.chosen, index) });
    else if (event.key === "Delete") this.tell({ kind: "remove", index });
    else if (event.key === "Escape" && this.drag !== undefined) this.cancelled();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private choosePoint(index: number): void {
    this.dispatchEvent(new CustomEvent<number>("current", { detail: index }));
  }

  private tell(edit: Edit): void {
    this.dispatchEvent(new CustomEvent<Edit>("edit", { detail: edit }));
  }

  /** Before what the finger lands on hears of it: what that tells would leave no drag to take back. */
  private readonly fingerDown = {
    capture: true,
    handleEvent: (event: PointerEvent): void => {
      this.fingers.down(event);
      if (this.fingers.several) this.cancelled();
    },
  };

  /** `touch-action` alone does not keep a browser from scrolling by what a finger drags in a drawing. */
  private readonly touched = (event: TouchEvent): void => {
    if (this.drag !== undefined) event.preventDefault();
  };

  private readonly fingerMoved = (event: PointerEvent): void => {
    const times = this.fingers.moved(event);
    if (times !== undefined)
      this.dispatchEvent(new CustomEvent<number>("zoom", { detail: this.zoom * times }));
  };

  private readonly fingerUp = (event: PointerEvent): void => {
    this.fingers.up(event);
  };
}
