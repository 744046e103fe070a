// Creates a task by hand.
import { html, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { go, to } from "../base/router.js";
import { handlers, tasks } from "../base/api.js";
import { may, seesInstallation, who } from "../base/me.js";
import { t } from "../base/text.js";
import { fromInput, zoneName } from "../base/time.js";
import { pretty } from "../base/json.js";
import { curl } from "../base/curl.js";
import { failure } from "../parts/panel.js";
import { icon } from "../parts/icons.js";
import { copied } from "../parts/copy-text.js";
import { complain, toast } from "../parts/toast.js";
import "../parts/json-field.js";

class NewTaskPage extends Page {
  #handlers = new Load(this, (signal) => handlers.search({ "per-page": 500, count: "none" }, signal));
  #key = crypto.randomUUID?.();
  #problem = null;
  #busy = false;
  #handler = "";
  #request = "";

  begin() {
    this.#handler = this.route.query.get("handler") ?? "";
    const file = this.route.query.get("file");
    this.#request = file ? pretty({ file_id: file, on_error: "stop" }) : "";
    if (seesInstallation()) {
      this.#handlers.run();
    }
  }

  view() {
    return html`<nav class="crumbs" aria-label=${t("nav.crumbs")}><a href=${to("tasks")}>${t("nav.tasks")}</a></nav>
      <header class="page-head"><h1>${t("nav.new")}</h1></header>
      <form class="form panel" @submit=${(event) => this.#create(event)}>
        <label class="field"><span>${t("tasks.handler")}</span><input name="handler" required maxlength="100" list="handler-names" autocomplete="off" spellcheck="false" .value=${this.#handler}
          @input=${(event) => this.#named(event.target.value)} aria-describedby="handler-note"></label>
        <p class="note" id="handler-note">${this.#note()}</p>
        <datalist id="handler-names">${this.#handlers.data?.rows.map((one) => html`<option value=${one.name}></option>`)}</datalist>
        <json-field .label=${t("task.request")} .rows=${10} .text=${this.#request}></json-field>
        <div class="grid">
          <label class="field"><span>${t("task.user")} <small>${t("form.optional")}</small></span><input name="user" maxlength="64" .value=${who().user_id ?? ""} ?readonly=${who().user_id !== null && !may("task:all-users")}></label>
          <label class="field"><span>${t("task.entity")} <small>${t("form.optional")}</small></span><input name="entity" maxlength="255"></label>
          <label class="field"><span>${t("new.due")} <small>${zone()}</small></span><input type="datetime-local" name="due"></label>
          <label class="field"><span>${t("task.priority")} <small>${t("form.priorityHint")}</small></span><input type="number" name="priority" min="0" max="9" .value=${"5"} required></label>
          <label class="field"><span>${t("task.maxAttempts")} <small>${t("form.optional")}</small></span><input type="number" name="max" min="1" max="1000" placeholder=${t("schedules.asHandler")}></label>
          <label class="field"><span>${t("task.tags")} <small>${t("form.byCommas")}</small></span><input name="tags"></label>
        </div>
        ${this.#problem ? failure(this.#problem) : nothing}
        <footer><button type="button" class="quiet" @click=${() => this.#copy()}>${icon("terminal")} ${t("new.curl")}</button><span class="grow"></span>
          <a class="button" href=${to("tasks")}>${t("dialog.cancel")}</a>
          <button type="submit" class="primary" ?disabled=${this.#busy}>${t("new.submit")}</button></footer>
      </form>`;
  }

  #named(name) {
    this.#handler = name;
    this.update();
  }

  /** A misspelt name is no fault to the service, since somebody may serve it later; here it is worth a word. */
  #note() {
    if (!this.#handlers.data || this.#handler === "") {
      return nothing;
    }
    const known = this.#handlers.data.rows.find((one) => one.name === this.#handler);
    return !known ? t("new.unknown") : known.paused ? t("new.paused") : known.served ? nothing : t("new.unserved");
  }

  #body() {
    const form = new FormData(this.querySelector("form"));
    const text = (name) => form.get(name)?.trim() || null;
    const tags = (text("tags") ?? "").split(",").map((tag) => tag.trim()).filter(Boolean);
    const body = { handler: text("handler"), user_id: text("user"), entity_id: text("entity"), request: this.querySelector("json-field").read(),
      run_at: fromInput(form.get("due")), priority: Number(form.get("priority")), max_attempts: text("max") ? Number(text("max")) : null, tags: tags.length ? tags : null };
    return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  }

  #copy() {
    try {
      copied(curl("POST", "v2/task/create", this.#body()));
    } catch (problem) {
      complain(problem);
    }
  }

  async #create(event) {
    event.preventDefault();
    this.#busy = true;
    this.#problem = null;
    this.update();
    try {
      const { data } = await tasks.create(this.#body(), this.#key);
      toast(t("new.done"));
      go(to("task", data.task_id));
    } catch (problem) {
      this.#problem = problem;
      this.#key = crypto.randomUUID?.();
    }
    this.#busy = false;
    this.update();
  }
}

const zone = () => (zoneName() === "UTC" ? t("form.yourZone") : zoneName());

customElements.define("page-new-task", NewTaskPage);
