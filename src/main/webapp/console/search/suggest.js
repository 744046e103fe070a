// What could come next in the search field.
import { STATUSES, fieldOf } from "./fields.js";
import { quote } from "./words.js";

const MOMENTS = ["-15m", "-1h", "-24h", "-7d", "today", "yesterday"];
const MOST = 12;

/**
 * Suggestions for the word that is being typed.
 *
 * @param known values of fields by word: {handler: [...]}
 * @returns text (the whole word), label, whether it is complete
 */
export function suggest(typed, fields, known) {
  const minus = typed.startsWith("-") ? "-" : "";
  const word = typed.slice(minus.length);
  const split = /^([A-Za-z_]\w*)(:|>=|<=|>|<)(.*)$/s.exec(word);
  const found = split ? values(split, fields, known) : names(word, fields);
  return found.slice(0, MOST).map((one) => ({ ...one, text: minus + one.text }));
}

function names(word, fields) {
  return fields
    .filter((field) => field.word.startsWith(word.toLowerCase()))
    .map((field) => ({ text: field.word + sign(field), label: field.word, hint: field.kind, complete: false }));
}

function sign(field) {
  return field.kind === "moment" ? ">" : field.kind === "json" ? "." : ":";
}

function values([, name, operator, rest], fields, known) {
  const field = fieldOf(fields, name);
  if (!field) {
    return [];
  }
  const before = rest.slice(0, rest.lastIndexOf(",") + 1);
  const begun = rest.slice(before.length).toLowerCase();
  const offered =
    field.kind === "status" ? STATUSES
    : field.kind === "moment" ? MOMENTS
    : known[field.word] ?? [];
  return offered
    .filter((value) => value.toLowerCase().includes(begun) && value.toLowerCase() !== begun)
    .map((value) => ({ text: name + operator + before + quote(value), label: value, hint: "", complete: true }));
}
