// What is wrong with the database, in the reader's language.
import { duration } from "../base/time.js";
import { t } from "../base/text.js";

const KNOWN = ["schema_differs", "old_transaction", "prepared_transaction", "slot_keeps_log", "slot_holds_vacuum", "connections_short", "autovacuum_off", "dead_rows", "no_month_ahead",
  "sessions_hidden"];

/** What it is, and what to do; a problem that this console does not know is shown as the service says it. */
export function databaseWords({ code, text, values }) {
  if (!KNOWN.includes(code)) {
    return text;
  }
  const { seconds, pid, active } = values;
  const said = t("database.means." + code, { ...values, time: seconds === undefined ? "" : duration(seconds * 1000), pid: String(pid) });
  return active === undefined ? said : said + " " + t(active ? "database.slotLags" : "database.slotIdle");
}

/** The same in two words. */
export const databaseTitle = ({ code }) => (KNOWN.includes(code) ? t("database.problem." + code) : code);
