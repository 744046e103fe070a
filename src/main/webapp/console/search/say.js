// The words of a filter: how one would have typed it in the search.
import { compact } from "../base/json.js";
import { readQuery } from "./query.js";
import { quote } from "./words.js";

const SIGNS = { gt: ">", gte: ">=", lt: "<", lte: "<=" };
const PLAIN_PATH = /^[^\s.:<>="]+$/;

/**
 * The words that make this filter, one for each condition.
 *
 * @returns null if the search has no words for it
 */
export function wordsOf(filter, fields) {
  try {
    return Object.entries(filter).flatMap(([name, value]) => words(name, value, fields));
  } catch (fault) {
    if (fault === UNSAID) {
      return null;
    }
    throw fault;
  }
}

const UNSAID = Symbol("the search has no words for it");

function words(name, value, fields) {
  switch (name) {
    case "and":
      return value.flatMap((one) => Object.entries(one).flatMap(([inner, condition]) => words(inner, condition, fields)));
    case "not":
      return [negated(Object.entries(value).flatMap(([inner, condition]) => words(inner, condition, fields)))];
    case "or":
      return [plain(value, fields)];
    default:
      return ofField(fields.find((one) => one.name === name) ?? unsaid(), value);
  }
}

function unsaid() {
  throw UNSAID;
}

const negated = (all) => (all.length === 1 && !all[0].startsWith("-") ? "-" + all[0] : unsaid());

/** A word without a field is a choice of fields; whether it is this one its reading tells. */
function plain(choice, fields) {
  const [value] = Object.values(choice[0]);
  const word = typeof value === "string" ? quote(value) : ranged(value) ?? unsaid();
  return compact(readQuery(word, fields).filter) === compact({ and: [{ or: choice }] }) ? word : unsaid();
}

function ofField({ word, kind }, value) {
  if (value === null) {
    return [word + ":none"];
  }
  if (Array.isArray(value)) {
    return value.length > 0 && !value.includes(null) ? [word + ":" + value.map((one) => quote(String(one))).join(",")] : unsaid();
  }
  if (kind === "json") {
    return leaves(value, word);
  }
  return typeof value === "object" ? compared(word, value) : [word + ":" + quote(String(value))];
}

function compared(word, value) {
  const pattern = ranged(value);
  if (pattern) {
    return [word + ":" + pattern];
  }
  return Object.entries(value).map(([sign, bound]) => (sign in SIGNS ? word + SIGNS[sign] + quote(String(bound)) : unsaid()));
}

/** Import* is the range of all that begin like that; *import* is a like. */
function ranged(value) {
  const patterns = typeof value.like === "string" ? ["*" + value.like + "*"] : typeof value.gte === "string" ? [value.gte + "*"] : [];
  return patterns.find((pattern) => {
    const read = readQuery("text:" + pattern, [{ word: "text", name: "text", kind: "text" }]);
    return compact(read.filter) === compact({ text: value });
  });
}

/** {"a": {"b": 1}} is request.a.b:1, and a word for each leaf. */
function leaves(value, path) {
  if (value === null || typeof value !== "object" || value.source !== undefined) {
    return [path + ":" + leaf(value)];
  }
  const members = Object.entries(value);
  return !Array.isArray(value) && members.length > 0 ? members.flatMap(([name, inner]) => leaves(inner, PLAIN_PATH.test(name) ? path + "." + name : unsaid())) : unsaid();
}

/** A text that reads as a number, true, false or null has to be quoted. */
function leaf(value) {
  if (typeof value !== "string") {
    return compact(value);
  }
  return /^(-?[\d.eE+-]+|true|false|null)$/.test(value) ? '"' + value + '"' : quote(value);
}
