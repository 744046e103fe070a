// What can be done with a task: only what its status and the rights of the caller allow.
import { html, nothing } from "../../vendor.js";
import { may } from "../../base/me.js";
import { t } from "../../base/text.js";
import { icon } from "../../parts/icons.js";
import { OPERATE } from "../../parts/operation-words.js";
import { copied } from "../../parts/copy-text.js";
import { maskedPaths } from "../../base/masks.js";
import { curl } from "../../base/curl.js";
import { retryTask } from "../../actions/retry-task.js";
import { replayTask } from "../../actions/replay-task.js";
import { cancelTask } from "../../actions/cancel-task.js";
import { deleteTask } from "../../actions/delete-task.js";
import { asNew } from "../../actions/as-new.js";
import { changeTask } from "../../actions/change-task.js";
import { historizeTask } from "../../actions/historize-task.js";
import { IMPORT } from "./import.js";
import { isFinished } from "../task-list/follow.js";

export function toolbar(task, changed) {
  const live = task.historized_at === null;
  const ended = ["failed", "cancelled"].includes(task.status);
  const writes = may("task:write");
  const hopeless = task.status === "failed" && task.error?.retryable === false; // the same again fails in the same way
  const act = (action) => async () => (await action(task)) && changed();
  const button = (on, action, sign, word, kind = "") =>
    on ? html`<button type="button" class=${kind} @click=${act(action)}>${icon(sign)} ${t(word)}</button>` : nothing;
  return html`
    ${button(writes && live && ended, retryTask, "retry", "task.retry", hopeless ? "" : "primary")}
    ${button(writes && isFinished(task) && task.handler !== OPERATE, replayTask, "edit", "task.replay", hopeless && task.handler !== IMPORT ? "primary" : "")}
    ${button(writes && !isFinished(task), cancelTask, "cancelled", "task.cancel")}
    ${button(writes && live && task.status === "pending", changeTask, "edit", "task.change")}
    <details class="menu right"><summary class="button" aria-label=${t("task.more")} title=${t("task.more")}>${icon("more")}</summary>
      <div class="menu-body"><ul>
        <li><button type="button" @click=${() => copied(asCurl(task), maskedPaths(task.request).length > 0 ? t("copy.masked") : undefined)}>${icon("terminal")} ${t("task.curlCreate")}</button></li>
        <li><button type="button" @click=${() => copied(curl("GET", "v2/task/view/" + task.task_id))}>${icon("terminal")} ${t("task.curlView")}</button></li>
        ${may("task:delete") && live && isFinished(task) ? html`<li><button type="button" @click=${act(historizeTask)}>${icon("history")} ${t("task.historize")}</button></li>` : nothing}
        ${may("task:delete") ? html`<li><button type="button" class="danger-quiet" @click=${act(deleteTask)}>${icon("trash")} ${t("task.delete")}</button></li>` : nothing}
      </ul></div></details>`;
}

const asCurl = (task) => curl("POST", "v2/task/create", asNew(task));
