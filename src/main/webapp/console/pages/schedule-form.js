// Makes a schedule, or changes one. What the rhythm means is shown while one types, as the service reads it.
import { html, live, nothing } from "../vendor.js";
import { Page } from "../base/view.js";
import { Load } from "../base/load.js";
import { go, to } from "../base/router.js";
import { handlers, schedules } from "../base/api.js";
import { seesInstallation, who } from "../base/me.js";
import { maskedPaths } from "../base/masks.js";
import { pretty } from "../base/json.js";
import { t } from "../base/text.js";
import { fromInput, toInput } from "../base/time.js";
import { content, failure, panel } from "../parts/panel.js";
import { nextRuns } from "../parts/next-runs.js";
import { toast } from "../parts/toast.js";
import "../parts/json-field.js";

const TYPING = 400;

class ScheduleForm extends Page {
  #old = new Load(this, (signal) => (this.route.id ? schedules.view(this.route.id, { signal }) : { data: {}, etag: null }));
  #handlers = new Load(this, (signal) => handlers.search({ "per-page": 500, count: "none" }, signal));
  #preview = new Load(this, (signal) => schedules.preview(this.#rhythm(), signal));
  #key = crypto.randomUUID?.();
  #problem = null;
  #busy = false;
  #kind = "cron";
  #timer = 0;

  async begin() {
    if (seesInstallation()) {
      this.#handlers.run();
    }
    await this.#old.run();
    this.#kind = this.#old.data?.data.interval ? "interval" : "cron";
    this.update();
    setTimeout(() => this.#previewSoon(), 50);
  }

  view() {
    return html`<nav class="crumbs" aria-label=${t("nav.crumbs")}><a href=${to("schedules")}>${t("nav.schedules")}</a></nav>
      <header class="page-head"><h1>${t(this.route.id ? "schedules.editTitle" : "nav.newSchedule")}</h1></header>
      ${content(this.#old, ({ data }) => html`<div class="columns"><div class="wide-column">${this.#form(data)}</div>
        <div class="narrow-column">${panel(t("schedules.nextRuns"), this.#preview, (runs) => nextRuns(runs, 5))}</div></div>`)}`;
  }

  #form(old) {
    return html`<form class="form panel" @submit=${(event) => this.#save(event)} @input=${() => this.#previewSoon()}>
      <label class="field"><span>${t("schedules.name")}</span><input name="name" required maxlength="50" .value=${old.name ?? ""} ?autofocus=${!this.route.id}></label>
      <label class="field"><span>${t("tasks.handler")}</span><input name="handler" required maxlength="100" list="handler-names" autocomplete="off" .value=${old.handler ?? ""}></label>
      <datalist id="handler-names">${this.#handlers.data?.rows.map((one) => html`<option value=${one.name}></option>`)}</datalist>
      <fieldset class="field"><legend>${t("schedules.rhythm")}</legend>
        <div class="switch">${["cron", "interval"].map((kind) => html`<button type="button" aria-pressed=${kind === this.#kind} @click=${() => this.#choose(kind)}>${t("schedules." + kind)}</button>`)}</div></fieldset>
      ${this.#kind === "cron"
        ? html`<div class="grid"><label class="field"><span>${t("schedules.cronLabel")}</span><input class="code" name="cron" required maxlength="200" placeholder="30 2 * * MON-FRI" spellcheck="false" .value=${old.cron ?? ""}></label>
          <label class="field"><span>${t("schedules.zone")}</span><input name="zone" required list="zones" .value=${old.time_zone ?? zone()}></label></div>
          <datalist id="zones">${Intl.supportedValuesOf("timeZone").map((name) => html`<option value=${name}></option>`)}</datalist>`
        : html`<label class="field"><span>${t("schedules.intervalLabel")}</span><input class="code" name="interval" required placeholder="PT15M" spellcheck="false" .value=${old.interval ?? ""}></label>`}
      <json-field .label=${t("task.request")} .rows=${6} .text=${live(this.#requestText(old))}></json-field>
      <details><summary>${t("form.more")}</summary><div class="grid">
        <label class="field"><span>${t("task.user")}</span><input name="user" maxlength="64" .value=${old.user_id ?? who().user_id ?? ""}></label>
        <label class="field"><span>${t("task.entity")}</span><input name="entity" maxlength="255" .value=${old.entity_id ?? ""}></label>
        <label class="field"><span>${t("schedules.starts")}</span><input type="datetime-local" name="starts" .value=${old.starts_at ? toInput(old.starts_at) : ""}></label>
        <label class="field"><span>${t("schedules.ends")}</span><input type="datetime-local" name="ends" .value=${old.ends_at ? toInput(old.ends_at) : ""}></label>
        <label class="field"><span>${t("schedules.misfire")}</span><select name="misfire">${["once", "skip", "all"].map((one) => html`<option value=${one} ?selected=${one === (old.misfire ?? "once")}>${t("schedules.misfires." + one, { n: old.max_misfires ?? 10 })}</option>`)}</select></label>
        <label class="field"><span>${t("task.priority")} <small>${t("form.priorityHint")}</small></span><input type="number" name="priority" min="0" max="9" .value=${String(old.priority ?? 5)}></label>
        <label class="field"><span>${t("task.maxAttempts")}</span><input type="number" name="max" min="1" max="1000" placeholder=${t("schedules.asHandler")} .value=${String(old.max_attempts ?? "")}></label>
        <label class="field"><span>${t("task.tags")} <small>${t("form.byCommas")}</small></span><input name="tags" .value=${(old.tags ?? []).join(", ")}></label>
      </div></details>
      ${this.#problem ? failure(this.#problem) : nothing}
      <footer><a class="button" href=${this.route.id ? to("schedule", this.route.id) : to("schedules")}>${t("dialog.cancel")}</a>
        <button type="submit" class="primary" ?disabled=${this.#busy}>${t(this.route.id ? "form.save" : "schedules.create")}</button></footer>
    </form>`;
  }

  /** Typed text wins over what is drawn anew. */
  #requestText(old) {
    const typed = this.querySelector("json-field")?.text;
    return typed ?? asText(old.request);
  }

  #choose(kind) {
    this.#kind = kind;
    this.#previewSoon();
    this.update();
  }

  #previewSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { cron, interval } = this.#rhythm();
      this.#preview.reset();
      cron || interval ? this.#preview.run() : this.update();
    }, TYPING);
  }

  #rhythm() {
    const form = new FormData(this.querySelector("form") ?? undefined);
    const times = { starts_at: fromInput(form.get("starts")), ends_at: fromInput(form.get("ends")) };
    return this.#kind === "cron" ? { cron: form.get("cron"), time_zone: form.get("zone") || "UTC", ...times } : { interval: form.get("interval"), ...times };
  }

  #body(form) {
    const text = (name) => form.get(name)?.trim() || null;
    return {
      name: text("name"), handler: text("handler"), user_id: text("user"), entity_id: text("entity"), misfire: form.get("misfire"),
      ...this.#request(), priority: Number(form.get("priority")), max_attempts: text("max") ? Number(text("max")) : null,
      tags: (text("tags") ?? "").split(",").map((tag) => tag.trim()).filter(Boolean), ...this.#rhythm(),
    };
  }

  /** A request with what one may not see, and that was not touched, is left as it is. */
  #request() {
    const field = this.querySelector("json-field");
    const old = this.#old.data?.data.request;
    return maskedPaths(old).length > 0 && field.text === asText(old) ? {} : { request: field.read() };
  }

  async #save(event) {
    event.preventDefault();
    this.#busy = true;
    this.#problem = null;
    this.update();
    try {
      const body = this.#body(new FormData(event.target));
      const answer = this.route.id ? await schedules.update(this.route.id, body, { etag: this.#old.data.etag }) : await schedules.create(body, this.#key);
      toast(t("form.saved"));
      go(to("schedule", answer.data.schedule_id));
    } catch (problem) {
      this.#problem = problem;
      this.#key = crypto.randomUUID?.();
    }
    this.#busy = false;
    this.update();
  }
}

const asText = (request) => (request === undefined || request === null ? "" : typeof request === "string" ? request : pretty(request));

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

customElements.define("page-schedule-form", ScheduleForm);
