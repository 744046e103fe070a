// Exports what a search finds: the export is a task itself, which writes a file.
import { html } from "../vendor.js";
import { tasks } from "../base/api.js";
import { who } from "../base/me.js";
import { to, go } from "../base/router.js";
import { number, t } from "../base/text.js";
import { ask, effects } from "../parts/dialog.js";

/**
 * @param search the body of the search that is shown
 * @param page what it found
 */
export async function exportTasks(search, page) {
  const count = page?.total ?? null;
  const task = await ask({
    title: t("export.title"),
    body: html`
      ${effects(count === null ? t("export.all") : t(page.estimated ? "export.about" : "export.exactly", { count: number(count) }), t("export.effect"))}
      <fieldset class="field"><legend>${t("export.format")}</legend>
        <label class="check"><input type="radio" name="format" value="csv" checked> CSV</label>
        <label class="check"><input type="radio" name="format" value="ndjson"> NDJSON</label></fieldset>`,
    submit: t("export.submit"),
    act: async (form) => {
      const request = { filter: search.filter, history: search.history, format: form.get("format") };
      const body = { handler: "ExportHandler", user_id: who().user_id, request };
      return (await tasks.create(body, crypto.randomUUID?.())).data;
    },
  });
  if (task) {
    go(to("task", task.task_id));
  }
}
