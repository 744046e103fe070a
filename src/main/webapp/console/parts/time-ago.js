// <time-ago>: how long ago, the moment itself on hover. One clock for all of them.
import { absolute, relative } from "../base/time.js";
import { html } from "../vendor.js";
import { onPrefs } from "../base/prefs.js";

const shown = new Set();
setInterval(() => document.visibilityState === "visible" && shown.forEach((one) => one.tell()), 1000);

class TimeAgo extends HTMLElement {
  static observedAttributes = ["at"];

  connectedCallback() {
    shown.add(this);
    this.write();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    this.write();
  }

  write() {
    const at = this.getAttribute("at");
    if (at && this.isConnected) {
      this.#set("title", absolute(at));
      this.tell();
    }
  }

  /** What time alone changes. */
  tell() {
    const at = this.getAttribute("at");
    if (at) {
      this.#set("textContent", relative(at));
    }
  }

  /** Only what differs: a write to the page costs, and there are hundreds of these. */
  #set(name, text) {
    if (this[name] !== text) {
      this[name] = text;
    }
  }
}

customElements.define("time-ago", TimeAgo);
onPrefs(() => shown.forEach((one) => one.write()));

export const ago = (moment) => (moment ? html`<time-ago at=${moment}></time-ago>` : html`<span class="none">–</span>`);

/** Where there is room: the moment, and how long ago. */
export const moment = (at) =>
  at ? html`<time datetime=${at}>${absolute(at)}</time> <small>(${ago(at)})</small>` : html`<span class="none">–</span>`;
