// What is done with keys. A secret is shown once, here, and kept nowhere.
import { html } from "../vendor.js";
import { keys } from "../base/api.js";
import { t } from "../base/text.js";
import { fromInput } from "../base/time.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

const ROLES = ["viewer", "user", "operator", "worker", "admin"];

const words = (text) => (text ?? "").split(/[\s,]+/).filter(Boolean);

export async function createKey() {
  const answer = await ask({
    title: t("keyList.create"),
    body: html`
      <label class="field"><span>${t("keyList.name")}</span><input name="name" required maxlength="100" autofocus autocomplete="off" placeholder=${t("keyList.nameHint")}></label>
      <fieldset class="field"><legend>${t("keyList.roles")}</legend>${ROLES.map((role) => html`
        <label class="check"><input type="checkbox" name="roles" value=${role}> ${role} <small>${t("roles." + role)}</small></label>`)}</fieldset>
      <label class="field"><span>${t("keyList.scopes")} <small>${t("form.byBlanks")}</small></span><input name="scopes" class="code" autocomplete="off" placeholder="task:read metrics"></label>
      <label class="field"><span>${t("column.user")} <small>${t("keyList.userHint")}</small></span><input name="user" maxlength="64" autocomplete="off"></label>
      <label class="field"><span>${t("keyList.handlers")} <small>${t("keyList.handlersHint")}</small></span><input name="handlers" autocomplete="off"></label>
      <label class="field"><span>${t("keyList.expires")} <small>${t("form.optional")}</small></span><input type="datetime-local" name="expires"></label>`,
    submit: t("keyList.create"),
    act: (form) => keys.create(read(form)),
  });
  if (answer) {
    await show(answer.data);
  }
  return answer;
}

function read(form) {
  const handlers = words(form.get("handlers"));
  return { name: form.get("name").trim(), roles: form.getAll("roles"), scopes: words(form.get("scopes")), handlers: handlers.length ? handlers : null,
    user_id: form.get("user").trim() || null, expires_at: fromInput(form.get("expires")) };
}

export async function rotateKey(key) {
  const answer = await ask({
    title: t("rotate.title", { name: key.name }),
    body: html`${effects(t("rotate.effect"))}
      <label class="field"><span>${t("rotate.overlap")}</span><select name="overlap">${["0", "1h", "24h", "7d", "30d"].map((one) => html`<option value=${one} ?selected=${one === "24h"}>${t("rotate.overlaps." + one)}</option>`)}</select></label>`,
    submit: t("keyList.rotate"),
    act: (form) => keys.rotate(key.key_id, form.get("overlap") === "0" ? 0 : form.get("overlap")),
  });
  if (answer) {
    await show(answer.data);
  }
  return answer;
}

const show = (key) =>
  ask({
    title: t("keyList.made", { name: key.name }),
    body: html`${effects(t("keyList.once"))}<copy-text .text=${key.key}></copy-text>`,
  });

export async function revokeKey(key) {
  const done = await ask({
    title: t("revoke.title", { name: key.name }),
    body: html`${effects(t("revoke.effect"), t("revoke.stays"))}${reasonField()}`,
    submit: t("keyList.revoke"),
    danger: true,
    act: (form) => keys.update(key.key_id, { revoked: true }, { reason: form.get("reason") }),
  });
  if (done) {
    toast(t("revoke.done", { name: key.name }));
  }
  return done;
}

export async function deleteKey(key) {
  const done = await ask({
    title: t("keyDelete.title", { name: key.name }),
    body: html`${effects(t("keyDelete.effect"))}${reasonField()}`,
    submit: t("task.delete"),
    danger: true,
    act: (form) => keys.remove(key.key_id, { reason: form.get("reason") }),
  });
  if (done) {
    toast(t("keyDelete.done", { name: key.name }));
  }
  return done;
}
