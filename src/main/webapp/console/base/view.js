// The base of all elements of the console: light DOM, drawn by lit-html, once per turn however often something has changed.
import { render } from "../vendor.js";
import { onPrefs } from "./prefs.js";

export class View extends HTMLElement {
  #queued = false;

  connectedCallback() {
    const gone = new AbortController();
    this.end = () => gone.abort();
    this.gone = gone.signal;
    onPrefs(() => this.update(), this.gone);
    this.begin();
    this.update();
  }

  disconnectedCallback() {
    this.end();
  }

  /** For subclasses: what is to be done when the element comes into the page. this.gone is the signal that it has left. */
  begin() {}

  /** For subclasses: the template. */
  view() {
    return null;
  }

  update() {
    if (this.#queued) {
      return;
    }
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) {
        render(this.view(), this);
        this.drawn();
      }
    });
  }

  /** For subclasses: after each drawing. */
  drawn() {}
}

/** A page: has a route, which changes while the page stays. */
export class Page extends View {
  #route = null;

  get route() {
    return this.#route;
  }

  set route(route) {
    this.#route = route;
    if (this.isConnected) {
      this.routed();
      this.update();
    }
  }

  /** For subclasses: the address has changed within this page. */
  routed() {}

  /** For subclasses: what "r" and the button do. */
  refresh() {}
}
