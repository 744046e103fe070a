// Changes the settings of a handler.
import { html } from "../vendor.js";
import { handlers } from "../base/api.js";
import { t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

const FIELDS = [
  { name: "max_attempts", label: "maxAttempts", min: 1, max: 1000, unit: null },
  { name: "timeout_seconds", label: "timeout", min: 1, max: 604800, unit: "s" },
  { name: "backoff_first_ms", label: "backoffFirst", min: 0, max: 604800000, unit: "ms" },
  { name: "backoff_cap_ms", label: "backoffCap", min: 0, max: 604800000, unit: "ms" },
  { name: "lease_seconds", label: "lease", min: 5, max: 86400, unit: "s" },
];

export async function setHandler(handler, etag) {
  const done = await ask({
    title: t("handlers.settingsOf", { name: handler.name }),
    body: html`${effects(t("handlers.settingsEffect"))}
      <div class="grid">${FIELDS.map((field) => html`<label class="field"><span>${t("handlers." + field.label)} ${field.unit ? html`<small>${field.unit}</small>` : ""}</span>
        <input type="number" name=${field.name} min=${field.min} max=${field.max} required .value=${String(handler[field.name])}></label>`)}</div>${reasonField()}`,
    submit: t("form.save"),
    act: (form) => handlers.update(handler.name, changed(form, handler), { etag, reason: form.get("reason") }),
  });
  if (done) {
    toast(t("form.saved"));
  }
  return done;
}

/** Only what differs, so that the audit names that and nothing else. */
function changed(form, handler) {
  const values = FIELDS.map((field) => [field.name, Number(form.get(field.name))]);
  return Object.fromEntries(values.filter(([name, value]) => value !== handler[name]));
}
