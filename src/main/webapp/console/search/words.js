// Splits a search into its words: handler:Import* -status:failed request.iban:"DE 12" created>-2h plain
const WORDS = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g;
const TERM = /^(-?)([A-Za-z_]\w*)((?:\.[^\s.:<>=]+)*)(:|>=|<=|>|<)(.*)$/s;

/** The words as they were typed. */
export const split = (text) => text.match(WORDS) ?? [];

/**
 * What a word says.
 *
 * @returns text; for a condition also negated, word, path (of JSON), operator, values; a plain word has only values
 */
export function readWord(text) {
  const match = TERM.exec(text);
  if (!match) {
    const negated = text.startsWith("-") && text.length > 1;
    return { text, negated, word: null, path: [], operator: null, values: [unquote(negated ? text.slice(1) : text)] };
  }
  const [, minus, word, path, operator, rest] = match;
  return { text, negated: minus === "-", word, path: path.split(".").filter(Boolean), operator, values: splitValues(rest) };
}

/** a,b,"c,d" */
function splitValues(text) {
  const values = text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
  return values.map(unquote);
}

/** Keeps in mind that it was quoted: "null" and "5" are text then. */
function unquote(text) {
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) {
    return { text: text.slice(1, -1).replace(/\\(.)/g, "$1"), quoted: true };
  }
  return { text, quoted: false };
}

/** A value as it has to be typed. */
export function quote(text) {
  return /^[^\s",*]+$/.test(text) && text !== "none" ? text : '"' + text.replace(/[\\"]/g, "\\$&") + '"';
}

/** The search without the conditions on a field, and with another one instead if there are values. */
export function withField(text, word, values) {
  const others = split(text).filter((one) => readWord(one).word !== word);
  return [...others, ...(values.length > 0 ? [word + ":" + values.map(quote).join(",")] : [])].join(" ");
}

/** The values that a search names for a field by plain equality. */
export function valuesOf(text, word) {
  const terms = split(text).map(readWord);
  return terms
    .filter((term) => term.word === word && term.operator === ":" && !term.negated)
    .flatMap((term) => term.values.map((value) => value.text));
}
