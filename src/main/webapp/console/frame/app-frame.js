// The frame around all pages: signs in, shows where one is, and puts the page of the address in the middle.
import { html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { current, onRoute, to } from "../base/router.js";
import { askWho, isOpen, loseMe, may, onMe, who } from "../base/me.js";
import { onSignedOut, place } from "../base/api.js";
import { t } from "../base/text.js";
import { failure } from "../parts/panel.js";
import { icon } from "../parts/icons.js";
import { PAGES, pageOf } from "./pages.js";
import { closeMenus } from "./menus.js";
import { listenToKeys } from "./shortcuts.js";
import { sayRefusal } from "./sign-in.js";
import "./settings-menu.js";
import "./session-end.js";
import "../parts/time-ago.js";
import "../parts/copy-text.js";

class AppFrame extends View {
  #ready = false;
  #problem = null;
  #menu = false;
  #page = null;
  #turn = 0;

  begin() {
    onRoute(() => this.#routed());
    onMe(() => this.update(), this.gone);
    onSignedOut(loseMe);
    document.addEventListener("visibilitychange", () => this.#shown(), { signal: this.gone });
    listenToKeys(this);
    closeMenus();
    this.#start();
  }

  async #start() {
    this.#problem = null;
    // its code comes while the server says who we are; what goes wrong with that is seen when the page is shown
    PAGES.find((page) => page.name === current().name)?.load().catch(() => {});
    try {
      await askWho();
      this.#ready = true;
      sayRefusal();
    } catch (problem) {
      this.#problem = problem;
    }
    this.update();
    this.#routed();
  }

  /** Whoever comes back to this tab may have signed in or out in another one, also as somebody else: then nothing of before may stay. */
  async #shown() {
    const before = who();
    if (!this.#ready || document.visibilityState !== "visible") {
      return;
    }
    try {
      await askWho();
    } catch {
      return; // what is asked for next says so
    }
    if (before && who() && (before.id !== who().id || before.tenant !== who().tenant)) {
      location.reload();
    } else if (!before && who()) {
      this.#signedIn();
    }
  }

  get page() {
    return this.#page;
  }

  async #routed() {
    this.#menu = false;
    this.update();
    if (!this.#ready || !who()) {
      return;
    }
    const turn = ++this.#turn;
    const route = current();
    const page = pageOf(route);
    try {
      await page.load();
    } catch {
      this.#problem = { status: 0, title: "", detail: "" };
      this.update();
      return;
    }
    // where the address has changed meanwhile, only the latest counts: files come in any order
    if (turn === this.#turn) {
      this.#show(page, route);
    }
  }

  #show(page, route) {
    const main = this.querySelector("main");
    if (!main || current().name !== route.name) {
      return;
    }
    document.title = t("nav." + page.title) + (route.id ? " " + route.id.slice(-12) : "") + " – Taskyard";
    if (this.#page?.isConnected && this.#page.localName === page.tag && this.#page.route.id === route.id) {
      this.#page.route = route;
    } else {
      const moved = this.#page !== null;
      this.#page = document.createElement(page.tag);
      this.#page.route = route;
      main.replaceChildren(this.#page);
      if (moved) {
        main.focus({ preventScroll: true });
        scrollTo(0, 0);
      }
    }
    this.update();
  }

  view() {
    if (this.#problem) {
      return html`<div class="alone"><h1>Taskyard</h1>${failure(this.#problem, () => this.#start())}</div>`;
    }
    if (!this.#ready) {
      return html`<div class="alone" aria-busy="true"><p class="aside" role="status">${t("panel.loading")}</p></div>`;
    }
    if (!who()) {
      return html`<sign-in @in=${() => this.#signedIn()}></sign-in>`;
    }
    return html`
      <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); this.querySelector("main").focus(); }}>${t("nav.skip")}</a>
      <div class="frame ${this.#menu ? "menu-open" : ""}">
        <header class="bar">
          <button type="button" class="quiet menu-button" aria-expanded=${this.#menu} aria-controls="nav" aria-label=${t("nav.menu")} @click=${() => this.#toggleMenu()}>${icon("menu")}</button>
          <a class="brand" href="#/"><img src=${place("console/icon.svg")} alt="" width="22" height="22"><span>Taskyard</span></a>
          <a class="button primary new-task" href=${to("new")} ?hidden=${!may("task:write")}>${icon("plus")}<span>${t("nav.new")}</span></a>
        </header>
        ${this.#nav()}
        <main id="main" tabindex="-1"></main>
      </div>
      <session-end></session-end>`;
  }

  #nav() {
    const here = current().name;
    const offered = PAGES.filter((page) => page.icon && page.allowed());
    return html`<nav id="nav" aria-label=${t("nav.label")}>
      <ul>${offered.map((page) => html`
        <li><a href=${to(page.name)} aria-current=${(page.names ?? [page.name]).includes(here) ? "page" : nothing}>${icon(page.icon)}<span>${t("nav." + page.title)}</span></a></li>`)}
      </ul>
      <settings-menu></settings-menu>
      ${isOpen() ? html`<p class="open-note">${t("nav.open")}</p>` : nothing}
    </nav>`;
  }

  #toggleMenu() {
    this.#menu = !this.#menu;
    this.update();
  }

  #signedIn() {
    this.#page = null;
    this.update();
    queueMicrotask(() => this.#routed());
  }
}

customElements.define("app-frame", AppFrame);
