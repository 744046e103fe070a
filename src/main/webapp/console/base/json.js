// JSON with every digit. JavaScript's own numbers round 9007199254740993 and 0.10000000000000000001; a payload must look as it was sent.

/** A number that JavaScript cannot hold: its text. */
export class ExactNumber {
  constructor(source) {
    this.source = source;
  }

  toString() {
    return this.source;
  }

  /** For JSON.stringify, where the browser can write a raw number. */
  toJSON() {
    return JSON.rawJSON ? JSON.rawJSON(this.source) : Number(this.source);
  }
}

const hasSource = (() => {
  let seen = false;
  JSON.parse("1", (key, value, context) => {
    seen = context?.source === "1";
    return value;
  });
  return seen;
})();

/** Parses, and keeps numbers that would lose digits as ExactNumber. */
export function parseExact(text) {
  if (!hasSource) {
    return JSON.parse(markNumbers(text), (key, value) =>
      typeof value === "string" && value.startsWith(MARK) ? new ExactNumber(value.slice(MARK.length))
      : typeof value === "string" && value.startsWith("\u0001") ? value.slice(1)
      : value);
  }
  return JSON.parse(text, (key, value, context) =>
    typeof value === "number" && String(value) !== context.source ? new ExactNumber(context.source) : value);
}

const MARK = "\u0002";
const STRING_OR_NUMBER = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** For browsers of before 2025: numbers become marked strings; strings that begin like a mark are marked themselves. */
function markNumbers(text) {
  return text.replace(STRING_OR_NUMBER, (token, string, colon) => {
    if (token[0] !== '"') {
      return String(Number(token)) === token ? token : '"\\u0002' + token + '"';
    }
    const looksMarked = !colon && /^(\\u000[12])/i.test(string);
    return looksMarked ? '"\\u0001' + string + '"' : token;
  });
}

/** Writes with indentation, exact numbers as they came. */
export function pretty(value) {
  return print(value, "");
}

export const compact = (value) => print(value, null);

function print(value, indent) {
  if (value instanceof ExactNumber) {
    return value.source;
  }
  if (value === null || typeof value !== "object") {
    return JSON.stringify(value);
  }
  const inner = indent === null ? null : indent + "  ";
  const items = Array.isArray(value)
    ? value.map((item) => print(item, inner))
    : Object.entries(value).map(([key, item]) => JSON.stringify(key) + (indent === null ? ":" : ": ") + print(item, inner));
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (items.length === 0 || indent === null) {
    return open + items.join(",") + close;
  }
  return open + "\n" + inner + items.join(",\n" + inner) + "\n" + indent + close;
}

/** Why a text is no JSON; null if it is. */
export function fault(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (problem) {
    return problem.message;
  }
}
