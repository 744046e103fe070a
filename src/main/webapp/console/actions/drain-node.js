// Takes a node out of service without stopping it, and back.
import { html } from "../vendor.js";
import { nodes } from "../base/api.js";
import { number, t } from "../base/text.js";
import { ask, effects, reasonField } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

/** @param alive all nodes that run, this one among them */
export async function drainNode(node, alive) {
  const others = alive.filter((other) => other.name !== node.name && other.state === "serving" && other.slots > 0);
  const slots = others.reduce((sum, other) => sum + other.slots, 0);
  const done = await ask({
    title: t("drain.title", { name: node.name }),
    body: html`${effects(t("drain.effect"), t("drain.running", { n: node.leases }), others.length > 0 ? t("drain.others", { n: others.length, slots: number(slots) }) : t("drain.alone"),
      t("drain.ready"), t("drain.restart"))}${reasonField(t("drain.why"))}`,
    submit: t("nodes.drain"),
    danger: others.length === 0,
    act: (form) => nodes.drain(node.name, form.get("reason")),
  });
  if (done) {
    toast(t("drain.done", { name: node.name }));
  }
  return done;
}

export async function resumeNode(node) {
  const done = await ask({
    title: t("undrain.title", { name: node.name }),
    body: html`${effects(t("undrain.effect", { n: node.slots }), t("undrain.ready"))}${reasonField()}`,
    submit: t("nodes.resume"),
    act: (form) => nodes.resume(node.name, form.get("reason")),
  });
  if (done) {
    toast(t("undrain.done", { name: node.name }));
  }
  return done;
}
