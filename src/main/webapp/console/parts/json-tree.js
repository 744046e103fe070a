// <json-tree>: a JSON value that opens level by level, so that a value of a megabyte costs only what is looked at. All of it is text.
import { html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { t } from "../base/text.js";
import { ExactNumber } from "../base/json.js";

const STEP = 200;
const LONG = 400;

class JsonTree extends View {
  #value;
  #open = new Map(); // path of an opened node → how many children are shown
  #whole = new Set(); // paths of long texts that are shown whole

  set value(value) {
    if (value !== this.#value) {
      this.#value = value;
      this.#open = new Map([["", STEP]]);
      this.#whole = new Set();
      this.#openSmall(value, "", 2);
      this.update();
    }
  }

  /** Small things are open from the start: most payloads are read at a glance then. */
  #openSmall(value, path, depth) {
    const entries = children(value);
    if (!entries || entries.length > 12 || depth < 0) {
      return;
    }
    this.#open.set(path, STEP);
    entries.forEach(([key, child]) => this.#openSmall(child, path + "/" + key, depth - 1));
  }

  view() {
    return html`<div class="tree" role="group" aria-label="JSON">${this.#node(null, this.#value, "")}</div>`;
  }

  #node(key, value, path) {
    const entries = children(value);
    if (!entries || entries.length === 0) {
      return html`<div class="leaf">${name(key)}${entries ? brackets(value) : this.#scalar(value, path)}</div>`;
    }
    const shown = this.#open.get(path) ?? 0;
    return html`<div class="node">
      <button type="button" class="twist" aria-expanded=${shown > 0} @click=${() => this.#toggle(path)}>
        ${name(key)}<span class="size">${brackets(value)} ${t(Array.isArray(value) ? "json.items" : "json.members", { n: entries.length })}</span>
      </button>
      ${shown === 0 ? nothing : html`<div class="children">
        ${entries.slice(0, shown).map(([child, inner]) => this.#node(child, inner, path + "/" + child))}
        ${entries.length > shown ? html`<button type="button" class="link" @click=${() => this.#more(path, shown)}>${t("json.more", { n: entries.length - shown })}</button>` : nothing}
      </div>`}
    </div>`;
  }

  #scalar(value, path) {
    if (typeof value !== "string") {
      const kind = value === null ? "null" : typeof value === "boolean" ? "boolean" : "number";
      return html`<span class="json-${kind}">${value instanceof ExactNumber ? value.source : String(value)}</span>`;
    }
    const cut = value.length > LONG && !this.#whole.has(path);
    return html`<span class="json-string">${JSON.stringify(cut ? value.slice(0, LONG) : value)}</span>
      ${cut ? html`<button type="button" class="link" @click=${() => this.#show(path)}>${t("json.whole", { n: value.length })}</button>` : nothing}`;
  }

  #toggle(path) {
    this.#open.has(path) ? this.#open.delete(path) : this.#open.set(path, STEP);
    this.update();
  }

  #more(path, shown) {
    this.#open.set(path, shown + STEP);
    this.update();
  }

  #show(path) {
    this.#whole.add(path);
    this.update();
  }
}

function children(value) {
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) {
    return null;
  }
  return Array.isArray(value) ? value.map((item, index) => [String(index), item]) : Object.entries(value);
}

const brackets = (value) => html`<span class="brackets">${Array.isArray(value) ? "[]" : "{}"}</span>`;
const name = (key) => (key === null ? nothing : html`<span class="json-key">${key}</span>: `);

customElements.define("json-tree", JsonTree);
