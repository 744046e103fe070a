// Makes the API's filter of a search. One filter serves list, count, new rows and export: what is acted on is what is shown.
import { readMoment } from "../base/time.js";
import { parseExact } from "../base/json.js";
import { STATUSES, fieldOf } from "./fields.js";
import { readWord, split } from "./words.js";

const OPERATORS = { ">": "gt", ">=": "gte", "<": "lt", "<=": "lte" };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads a search.
 *
 * @param at what -2h counts from; the same for all pages of a list, since a cursor belongs to its filter
 * @returns terms, each with the text and, where it cannot be understood, the key of a fault; filter, of those that can
 */
export function readQuery(text, fields, at) {
  const terms = split(text).map((word) => readTerm(readWord(word), fields, at));
  const filter = {};
  const further = [];
  for (const { condition } of terms.filter((term) => !term.fault)) {
    const [[name, value], ...more] = Object.entries(condition);
    if (more.length > 0 || name in filter || ["or", "not", "and"].includes(name)) {
      further.push(condition);
    } else {
      filter[name] = value;
    }
  }
  if (further.length > 0) {
    filter.and = further;
  }
  return { terms, filter, faults: terms.filter((term) => term.fault) };
}

function readTerm(term, fields, at) {
  try {
    const condition = term.word === null ? plain(term, fields) : named(term, fields, at);
    return { ...term, condition: term.negated ? { not: condition } : condition };
  } catch (fault) {
    if (fault instanceof Fault) {
      return { ...term, fault: fault.key, about: fault.about };
    }
    throw fault;
  }
}

class Fault extends Error {
  constructor(key, about = {}) {
    super(key);
    this.key = key;
    this.about = about;
  }
}

/** A word without a field: exactly this handler, user, entity or tag, all of which an index finds; an id is that task. */
function plain({ values: [{ text }] }, fields) {
  const id = fields.find((field) => field.kind === "id");
  if (UUID.test(text) && id) {
    return { [fields.findLast((field) => field.word === "id").name]: text };
  }
  if (fields.some((field) => field.name === "handler")) {
    const texts = ["handler", "user_id", "entity_id"].map((name) => ({ [name]: wild(text) }));
    return { or: text.includes("*") ? texts : [...texts, { tags: text }] };
  }
  return { [fields[0].name]: wild(text) };
}

function named({ word, path, operator, values }, fields, at) {
  const field = fieldOf(fields, word);
  if (!field) {
    throw new Fault("search.noField", { word });
  }
  if (values.length === 0) {
    throw new Fault("search.noValue", { word });
  }
  if (field.kind === "json") {
    return { [field.name]: json(path, operator, values, word) };
  }
  if (path.length > 0) {
    throw new Fault("search.noPath", { word });
  }
  return { [field.name]: operator === ":" ? equal(field, values, at) : compared(field, operator, values, at) };
}

function equal(field, values, at) {
  const read = values.map((value) => one(field, value, at));
  if (read.length > 1 && read.some((value) => value !== null && typeof value === "object")) {
    throw new Fault("search.oneWildcard");
  }
  return read.length === 1 ? read[0] : read;
}

function one(field, { text, quoted }, at) {
  if (text === "none" && !quoted) {
    return null;
  }
  switch (field.kind) {
    case "status":
      return STATUSES.includes(text) ? text : refuse("search.noStatus", { word: text });
    case "number":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : refuse("search.noNumber", { word: field.word });
    case "moment":
      return readMoment(text, at) ?? refuse("search.noMoment", { word: field.word });
    case "text":
      return quoted ? text : wild(text);
    default:
      return text;
  }
}

function refuse(key, about) {
  throw new Fault(key, about);
}

function compared(field, operator, values, at) {
  if (values.length > 1 || !["number", "moment", "text"].includes(field.kind)) {
    throw new Fault("search.noOrder", { word: field.word });
  }
  const value = field.kind === "text" ? values[0].text : one(field, values[0], at);
  return { [OPERATORS[operator]]: value };
}

/** Import* begins like that, *import* contains it in upper or lower case. */
function wild(text) {
  const star = text.indexOf("*");
  if (star < 0) {
    return text;
  }
  const inner = text.replace(/^\*+|\*+$/g, "");
  if (inner === "" || inner.includes("*") || (star === 0 && !text.endsWith("*"))) {
    throw new Fault("search.wildcard");
  }
  return star === 0 ? { like: inner } : { gte: inner, lt: successor(inner) };
}

/** The least text behind all that begin with this one. */
function successor(text) {
  const points = [...text];
  const last = points.pop().codePointAt(0);
  return points.join("") + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
}

/** request.iban:DE12 is {"iban": "DE12"}; what reads as a number, true, false or null is one, unless it is quoted. */
function json(path, operator, values, word) {
  if (operator !== ":" || values.length > 1) {
    throw new Fault("search.noOrder", { word });
  }
  const [{ text, quoted }] = values;
  if (path.length === 0) {
    return text === "none" ? null : refuse("search.needsPath", { word });
  }
  const literal = !quoted && /^(-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/.test(text);
  let value = literal ? parseExact(text) : text;
  for (const name of path.toReversed()) {
    value = { [name]: value };
  }
  return value;
}
