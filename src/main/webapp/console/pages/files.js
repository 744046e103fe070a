// Files that handlers read and write.
import { html, nothing } from "../vendor.js";
import { files } from "../base/api.js";
import { may } from "../base/me.js";
import { to } from "../base/router.js";
import { bytes, t } from "../base/text.js";
import { place } from "../base/api.js";
import { FILE_FIELDS } from "../search/fields.js";
import { ListPage } from "../parts/list-page.js";
import { empty } from "../parts/panel.js";
import { ago } from "../parts/time-ago.js";
import { icon } from "../parts/icons.js";
import { copyButton, shortId } from "../parts/copy-text.js";
import { complain, toast } from "../parts/toast.js";
import { deleteFile } from "../actions/delete-file.js";

class FilesPage extends ListPage {
  name = "files";
  fields = FILE_FIELDS;
  resource = files;
  #busy = false;

  view() {
    return html`
      <header class="page-head"><h1>${t("nav.files")} ${this.total()}</h1><div class="tools">${may("task:write") ? this.#upload() : nothing}</div></header>
      ${this.searchField({}, t("files.searchHint"))}
      ${this.results((page) => (page.rows.length === 0 ? this.#nothing() : this.#table(page.rows)))}
      ${this.pager()}`;
  }

  #upload() {
    return html`<label class="button ${this.#busy ? "busy" : ""}">${icon("upload")} ${t(this.#busy ? "files.uploading" : "files.upload")}
      <input type="file" class="aside" ?disabled=${this.#busy} @change=${(event) => this.#store(event.target)}></label>`;
  }

  async #store(input) {
    const [file] = input.files;
    if (!file) {
      return;
    }
    this.#busy = true;
    this.update();
    try {
      await files.create(file, crypto.randomUUID?.());
      toast(t("files.stored", { name: file.name }));
      this.refresh();
    } catch (problem) {
      complain(problem);
    }
    input.value = "";
    this.#busy = false;
    this.update();
  }

  #nothing() {
    return this.query ? empty(t("files.noMatch"), { action: html`<a href=${to("files")}>${t("tasks.showAll")}</a>` })
      : empty(t("files.none"), { curl: "curl -s '" + place("v2/file/create") + "' --data-binary @tasks.csv \\\n  -H 'Content-Type: text/csv' -H 'Content-Disposition: attachment; filename=\"tasks.csv\"'" });
  }

  #table(rows) {
    return html`<table class="rows files">
      <thead><tr>${this.head("name", t("files.name"))}${this.head("size", t("files.size"), "number")}${this.head("content_type", t("files.type"))}
        <th scope="col">${t("files.task")}</th>${this.head("user_id", t("column.user"))}${this.head("created_at", t("column.created"))}<th scope="col"><span class="aside">${t("tasks.actions")}</span></th></tr></thead>
      <tbody>${rows.map((file) => html`<tr>
        <td class="col-task" data-label=${t("files.name")}><a class="row-link" href=${files.place(file.file_id)} download>${file.name}</a></td>
        <td class="number" data-label=${t("files.size")}>${bytes(file.size)}</td>
        <td data-label=${t("files.type")}><span class="muted" title=${file.content_type}>${file.content_type.split(";")[0]}</span></td>
        <td data-label=${t("files.task")}>${file.task_id ? html`<a class="value id" href=${to("task", file.task_id)}>${shortId(file.task_id)}</a>` : html`<span class="none">–</span>`}</td>
        <td data-label=${t("column.user")}>${file.user_id ?? html`<span class="none">–</span>`}</td>
        <td data-label=${t("column.created")}>${ago(file.created_at)}</td>
        <td class="row-tools">${may("task:write") && canBeImported(file) ? html`<a class="button quiet" href=${to("new", null, { handler: "ImportHandler", file: file.file_id })} title=${t("files.import")} aria-label=${t("files.import") + ": " + file.name}>${icon("play")}</a>` : nothing}
          ${copyButton(file.file_id, t("files.copyId"))}
          ${may("task:delete") ? html`<button type="button" class="quiet" title=${t("task.delete")} aria-label=${t("task.delete") + ": " + file.name} @click=${async () => (await deleteFile(file)) && this.refresh()}>${icon("trash")}</button>` : nothing}</td></tr>`)}</tbody></table>`;
  }
}

/** By its type or its name: what ImportHandler reads. */
const canBeImported = (file) => /csv|ndjson/.test(file.content_type) || /\.(csv|ndjson)$/i.test(file.name);

customElements.define("page-files", FilesPage);
