// Why a task waits, or what its run is doing: each reason with what is in the way, and what can be done about it.
import { html, nothing } from "../../vendor.js";
import { to } from "../../base/router.js";
import { may, runsInstallation, seesInstallation } from "../../base/me.js";
import { number, t } from "../../base/text.js";
import { quote } from "../../search/words.js";
import { panel } from "../../parts/panel.js";
import { moment } from "../../parts/time-ago.js";
import { icon } from "../../parts/icons.js";
import { changeTask } from "../../actions/change-task.js";
import { resumeByName } from "../../actions/pause-handler.js";
import { runNow } from "../../actions/run-now.js";

const SIGNS = { handler_unknown: "warning", handler_paused: "pause", nobody_serves: "warning", not_due: "schedules", backoff: "retry", nodes_full: "nodes",
  behind: "tasks", expected: "check", running: "running", elsewhere: "running", cancel_requested: "cancelled", lease_expired: "warning" };
const TEXTS = Object.keys(SIGNS);

/**
 * @param load of the explanation
 * @param task as it is shown
 * @param changed is called when something was done
 */
export function why(load, task, changed) {
  const title = t(task.status === "pending" ? "why.waits" : "why.runs");
  return panel(title, load, (explanation) => html`<ul class="reasons">${explanation.reasons.map((reason) => line(reason, task, changed))}</ul>`, { kind: "why" });
}

function line(reason, task, changed) {
  const code = reason.code === "running" && !reason.until ? "elsewhere" : reason.code;
  return html`<li class="is-${code}">${icon(SIGNS[code] ?? "help")}
    <div class="grow"><p>${sentence(code, reason, task)} ${blockers(reason)}</p>
      ${reason.since || reason.until ? html`<p class="muted">${when("since", reason.since)}${reason.since && reason.until ? " · " : nothing}${when("until", reason.until, code)}</p>` : nothing}</div>
    ${remedy(code, task, changed)}</li>`;
}

/** In the reader's language; a reason that this console does not know is shown as the service says it. */
function sentence(code, reason, task) {
  if (!TEXTS.includes(code)) {
    return reason.text;
  }
  const key = code === "backoff" && task.error?.type === "RetryLater" ? "putOff" : code;
  return t("why." + key, { handler: task.handler, n: reason.ahead?.count ?? task.attempt, most: task.max_attempts,
    count: (reason.ahead?.at_least ? "≥ " : "") + number(reason.ahead?.count ?? 0) });
}

function when(word, at, code) {
  const key = word === "since" ? "why.since" : code === "running" ? "why.lease" : code === "expected" ? "why.about" : "why.until";
  return at ? html`${t(key)} ${moment(at)}` : nothing;
}

function blockers(reason) {
  if (reason.blocked_by.length === 0) {
    return nothing;
  }
  return html`<span class="blockers">${reason.blocked_by.map((one) => (reason.code === "handler_unknown"
    || (one.kind !== "handler" && !seesInstallation())
    ? html`<b>${one.id}</b>` : html`<a class="tag" href=${place(reason, one)}>${one.id}</a> `))}</span>`;
}

/** Where one sees what is in the way: the handler, its tasks that go first, or the nodes. */
function place(reason, { kind, id }) {
  if (kind !== "handler") {
    return to("nodes");
  }
  const tasks = reason.code === "behind" || !seesInstallation();
  return tasks ? to("tasks", null, { q: "status:pending handler:" + quote(id), sort: "run_at" }) : to("handler", id);
}

function remedy(code, task, changed) {
  const button = (allowed, action, sign, word) =>
    allowed ? html`<button type="button" @click=${async () => (await action()) && changed()}>${icon(sign)} ${t(word)}</button>` : nothing;
  switch (code) {
    case "handler_paused":
      return button(runsInstallation(), () => resumeByName(task.handler), "play", "why.resume");
    case "not_due":
    case "backoff":
      return button(may("task:write"), () => runNow(task), "play", "why.now");
    case "behind":
      return button(may("task:write") && task.priority < 9, () => changeTask(task), "up", "why.first");
    default:
      return nothing;
  }
}
