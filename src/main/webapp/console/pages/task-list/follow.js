// Keeps a list of tasks live without moving it: rows that are seen and not finished are patched where they are, newer tasks are only counted.
import { tasks } from "../../base/api.js";

const ENOUGH = 100;

export const isFinished = (task) => ["completed", "failed", "cancelled"].includes(task.status);

/** The rows as they are now: those of the ids; what is no longer found is marked as gone. */
export async function patched(rows, seen, signal) {
  const asked = rows.filter((task) => !task.gone && !isFinished(task) && seen(task.task_id)).map((task) => task.task_id);
  if (asked.length === 0) {
    return rows;
  }
  const page = await tasks.search({ filter: { task_id: asked }, history: true, count: "none", "per-page": asked.length }, signal);
  const news = new Map(page.rows.map((task) => [task.task_id, task]));
  return rows.map((task) => (asked.includes(task.task_id) ? news.get(task.task_id) ?? { ...task, gone: true } : task));
}

/** How many tasks of this search were created since the newest row; ENOUGH means that or more. */
export async function newer(body, rows, signal) {
  const newest = rows.reduce((latest, task) => (task.created_at > latest ? task.created_at : latest), "");
  const filter = { and: [body.filter, { created_at: { gt: newest } }].filter((one) => Object.keys(one).length > 0) };
  const page = await tasks.search({ filter, history: body.history, omit: ["request", "response", "error"], count: "none", "per-page": ENOUGH, sort: "-created_at" }, signal);
  return page.rows.length;
}

export const words = (count) => (count >= ENOUGH ? ENOUGH - 1 + "+" : String(count));

/** Whether a row is on the screen, or nearly. */
export function onScreen(element) {
  const box = element?.getBoundingClientRect();
  return box !== undefined && box.bottom > -100 && box.top < innerHeight + 100;
}
