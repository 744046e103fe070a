// All handlers that the cluster knows.
import { html, nothing } from "../vendor.js";
import { handlers, tasks } from "../base/api.js";
import { Load } from "../base/load.js";
import { repeatedly, seldom } from "../base/live.js";
import { may } from "../base/me.js";
import { t } from "../base/text.js";
import { ListPage } from "../parts/list-page.js";
import { handlerTable } from "../parts/handler-table.js";

const FIELDS = [
  { word: "name", name: "name", kind: "text" },
  { word: "pending", name: "pending", kind: "number" },
  { word: "running", name: "running", kind: "number" },
  { word: "due", name: "oldest_due_at", kind: "moment" },
];

class HandlersPage extends ListPage {
  name = "handlers";
  fields = FIELDS;
  resource = handlers;
  usualSort = "name";
  #stats = new Load(this, (signal) => tasks.stats(signal));
  #trend = new Load(this, (signal) => tasks.trend("hour", null, signal));

  begin() {
    super.begin();
    this.#trend.run();
    repeatedly(() => this.#trend.again(), this.gone, seldom);
  }

  async fetch(signal) {
    if (may("task:read")) {
      this.#stats.run();
    }
    return super.fetch(signal);
  }

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.handlers")} ${this.total()}</h1></header>
      ${this.list.data?.rows.length > 10 || this.query ? this.searchField({}, t("handlers.searchHint")) : nothing}
      ${this.results((page) => handlerTable(page.rows, this.#stats.data, this.#trend.data, (field, label, kind) => this.head(field, label, kind)))}
      ${this.pager()}`;
  }
}

customElements.define("page-handlers", HandlersPage);
