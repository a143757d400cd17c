// Home Assistant's own way to show a dialog: it stands above the page, the back button closes it, and the
// focus returns to where it was.
import { fire } from "./events.js";
import { Surface } from "./surface.js";
import type { HomeAssistant } from "./types.js";

export interface DialogParams {
  readonly hass: HomeAssistant;
  readonly cameraId: string;
}

/** Ask Home Assistant to show an element of ours above the page that `from` stands in. */
export function showDialog(from: EventTarget, dialogTag: string, dialogParams: DialogParams): void {
  fire(from, "show-dialog", {
    dialogTag,
    dialogImport: () => Promise.resolve(),
    dialogParams,
  });
}

/** Something about one camera that stands above the page. */
export abstract class Dialog extends Surface {
  /** Tells Home Assistant to make a new element each time, and to hand over `params`. */
  readonly dialogNext = true;
  cameraId = "";
  private ended = false;

  get params(): DialogParams | undefined {
    return this.hass && { hass: this.hass, cameraId: this.cameraId };
  }

  set params(given: DialogParams | undefined) {
    if (given === undefined) return;
    this.cameraId = given.cameraId;
    this.hass = given.hass;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.tell();
  }

  /** Called by Home Assistant as somebody goes back; where it returns `false`, nobody does. */
  closeDialog(): boolean {
    if (!this.mayClose()) return false;
    this.end();
    return true;
  }

  /** Return whether nothing would be lost; where something would, ask. */
  protected mayClose(): boolean {
    return true;
  }

  /** Close it for good. */
  protected end(): void {
    this.tell();
    this.remove();
  }

  /** Close it, and go on once Home Assistant has gone back in the browser's history for it. */
  protected endThen(go: () => void): void {
    const waits = (history.state as { dialog?: unknown } | null)?.dialog === this.localName;
    if (waits) window.addEventListener("popstate", () => window.setTimeout(go), { once: true });
    this.end();
    if (!waits) go();
  }

  private tell(): void {
    if (this.ended) return;
    this.ended = true;
    fire(this, "dialog-closed", { dialog: this.localName });
  }
}
