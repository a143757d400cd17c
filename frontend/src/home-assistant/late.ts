// Home Assistant (frontend 20260930) gives a strategy that came too late no second chance: its error stays
// until somebody loads the page anew. `hui-root` asks for the dashboard again when it hears `config-refresh`.
import { fire } from "./events.js";

const LOOKS_MS = [0, 1000, 5000];

interface Dashboard extends Element {
  readonly lovelace?: { readonly rawConfig?: { readonly strategy?: { readonly type?: string } } };
}

function find(root: ParentNode): Dashboard | undefined {
  for (const element of root.querySelectorAll("*")) {
    if (element.localName === "hui-root") return element;
    const found = element.shadowRoot === null ? undefined : find(element.shadowRoot);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Have a dashboard of a strategy that has just been defined shown anew, where it has not been `asked`. */
export function showAnew(type: string, asked: () => boolean): void {
  let done = false;
  for (const wait of LOOKS_MS)
    window.setTimeout(() => {
      if (done || asked()) return;
      const dashboard = find(document);
      if (dashboard?.lovelace?.rawConfig?.strategy?.type !== type) return;
      done = true;
      fire(dashboard, "config-refresh");
    }, wait);
}
