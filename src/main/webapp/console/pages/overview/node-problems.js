// What is wrong with nodes: gone with what they held, leases that nobody has rescued, drained and perhaps forgotten.
import { to } from "../../base/router.js";
import { list, t } from "../../base/text.js";
import { duration, now } from "../../base/time.js";

const HOUR = 3600 * 1000;
const NAMED = 3;

const held = (node) => node.leases + node.lost;
const silent = (node) => now() - Date.parse(node.seen_at);

/** Nodes that are gone are listed for a day; here as long as they hold something, or for an hour. */
export function nodeProblems(nodes) {
  const gone = nodes.filter((node) => node.state === "gone" && (held(node) > 0 || silent(node) < HOUR));
  const drained = nodes.filter((node) => node.state !== "gone" && node.drain);
  const lost = nodes.filter((node) => node.state !== "gone").reduce((sum, node) => sum + node.lost, 0);
  const line = (grave, sign, title, text) => ({ grave, sign, href: to("nodes"), title, text });
  return [
    ...lines(gone, (node) => line(held(node) > 0, "nodes", held(node) > 0 ? t("problem.goneWith", { name: node.name, n: held(node) }) : t("problem.gone", { name: node.name }), t("problem.silent", { time: duration(silent(node)) })),
      (names) => line(gone.some((node) => held(node) > 0), "nodes", t("problem.goneMany", { n: gone.length }), names)),
    ...(lost > 0 ? [line(true, "warning", t("problem.lost", { n: lost }), t("problem.lostHint"))] : []),
    ...lines(drained, (node) => line(false, "pause", t("problem.drained", { name: node.name }), t("nodes.states." + node.state)),
      (names) => line(false, "pause", t("problem.drainedMany", { n: drained.length }), names)),
  ];
}

function lines(nodes, one, many) {
  return nodes.length > NAMED ? [many(list(nodes.map((node) => node.name)))] : nodes.map(one);
}
