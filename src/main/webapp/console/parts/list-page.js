// What all pages with a list have in common: filter, sort and page are in the address, the rows come by keyset pages.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { go, replace, to } from "../base/router.js";
import { repeatedly } from "../base/live.js";
import { pref } from "../base/prefs.js";
import { number, t } from "../base/text.js";
import { readQuery } from "../search/query.js";
import { icon } from "./icons.js";
import { content } from "./panel.js";
import "../search/search-field.js";

export const PER_PAGE = 50;

/** Whether somebody has come to a further page by this list, so that the browser knows the one before. */
let paged = false;

/** What each list showed when it was left, and how far down: whoever comes back from a row finds it as it was. */
const left = new Map();

export class ListPage extends Page {
  #scroll = null;
  #heads = [];

  /** For subclasses: name of the page, fields of the search, the resource, the sort without a choice. */
  name = "";
  fields = [];
  resource = null;
  usualSort = "-created_at";

  constructor() {
    super();
    this.list = new Load(this, (signal) => this.fetch(signal));
  }

  begin() {
    const before = left.get(this.name);
    if (before?.query === this.route.query.toString()) {
      this.list.data = before.data;
      this.#scroll = before.scroll;
    }
    this.#ask();
    repeatedly(() => this.look(), this.gone, () => this.pace());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    left.set(this.name, { query: this.route.query.toString(), data: this.list.data, scroll: scrollY });
  }

  drawn() {
    if (this.#scroll !== null) {
      scrollTo(0, this.#scroll);
      this.#scroll = null;
    }
  }

  routed() {
    this.list.reset();
    this.#ask();
  }

  refresh() {
    return this.#ask();
  }

  /** A condition that cannot be understood is not left out: the list would show more than was asked for. */
  #ask() {
    return this.read.faults.length > 0 ? this.list.reset() : this.list.run();
  }

  /** For subclasses: what the list shows, or why it shows nothing. */
  results(body) {
    const [fault] = this.read.faults;
    this.#heads = [];
    const drawn = fault
      ? html`<p class="failure" role="alert">${icon("warning")} <span><code>${fault.text}</code> ${t(fault.fault, fault.about)}</span></p>`
      : content(this.list, body);
    return html`${this.#sortMenu()}${drawn}`;
  }

  /** For windows in which the heads of the columns have no room (rows-narrow.css). */
  #sortMenu() {
    return this.#heads.length === 0 ? nothing : html`<label class="narrow-only sort-by"><span>${t("sort.by")}</span>
      <select @change=${(event) => replace(this.where({ sort: event.target.value }))}>${this.#heads.flatMap(({ field, label }) => [["-" + field, "sort.down"], [field, "sort.up"]].map(([sort, word]) => html`
        <option value=${sort} .selected=${this.sort === sort}>${t(word, { label })}</option>`))}</select></label>`;
  }

  /** For subclasses: what is done every few seconds. */
  look() {
    return this.list.empty || this.list.busy || this.list.error?.status === 422 ? null : this.list.again();
  }

  /** For subclasses: every how many seconds; 0: never. */
  pace() {
    return pref("refresh");
  }

  get query() {
    return this.route.query.get("q") ?? "";
  }

  get sort() {
    return this.route.query.get("sort") ?? this.usualSort;
  }

  get cursor() {
    return this.route.query.get("cursor");
  }

  /** What relative times count from: the same on all pages, since a cursor belongs to its filter. */
  get since() {
    const at = Number(this.route.query.get("at"));
    return at > 0 ? at : undefined;
  }

  get read() {
    return readQuery(this.query, this.fields, this.since);
  }

  body() {
    return { filter: this.read.filter, sort: this.sort, "per-page": PER_PAGE, ...(this.cursor ? { cursor: this.cursor } : {}) };
  }

  fetch(signal) {
    return this.resource.search(this.body(), signal);
  }

  /** Another address of this page; by what changes. A change of the question begins at its first page. */
  where(change) {
    const now = Object.fromEntries(this.route.query);
    const paging = "cursor" in change ? {} : { cursor: null, at: null };
    return to(this.name, null, { ...now, ...paging, ...change });
  }

  searchFor(query) {
    if (query !== this.query) {
      go(this.where({ q: query }));
    }
  }

  searchField(known = {}, placeholder = t("search.hint")) {
    return html`<search-field id=${this.name + "-search"} .value=${this.query} .fields=${this.fields} .known=${known} .placeholder=${placeholder}
      @search=${(event) => this.searchFor(event.detail)}></search-field>`;
  }

  /** A head of a column that sorts. */
  head(field, label, kind = "") {
    this.#heads.push({ field, label });
    const down = this.sort === "-" + field;
    const up = this.sort === field;
    return html`<th scope="col" class=${kind} aria-sort=${down ? "descending" : up ? "ascending" : nothing}>
      <button type="button" class="sort" @click=${() => replace(this.where({ sort: down ? field : "-" + field }))}>
        ${label}${down ? icon("down") : up ? icon("up") : nothing}</button></th>`;
  }

  total() {
    const page = this.list.data;
    if (!page || page.total === null) {
      return nothing;
    }
    return html`<span class="total">${page.estimated ? "≈ " : ""}${number(page.total)}</span>`;
  }

  /** Onward by cursor; back by the browser, which knows the pages that were there. */
  pager() {
    const page = this.list.data;
    if (!page || (!page.next && !this.cursor)) {
      return nothing;
    }
    return html`<nav class="pager" aria-label=${t("pager.label")}>
      ${this.cursor ? html`<a class="button" href=${this.where({ cursor: null, at: null })}>${t("pager.first")}</a>
        ${paged ? html`<button type="button" @click=${() => history.back()}>${icon("previous")} ${t("pager.back")}</button>` : nothing}` : nothing}
      ${page.next ? html`<a class="button" @click=${() => (paged = true)} href=${this.where({ cursor: page.next, at: this.since ?? page.at ?? null })}>${t("pager.next")} ${icon("next")}</a>` : nothing}
    </nav>`;
  }
}
