// Every word that a reader sees. Words of the API (a status, a handler, a problem's title) are shown as the server sends them.
import en from "../text/en.js";
import it from "../text/it.js";
import { format } from "./formats.js";
import { language } from "./prefs.js";

const TEXTS = { en, it };

/**
 * The text of a key such as "task.retry". A text with "one" and "other" is chosen by the value n.
 * An unknown key shows itself, so that a missing text is seen and breaks nothing.
 */
export function t(key, values = {}) {
  const found = lookUp(TEXTS[language()], key) ?? lookUp(en, key) ?? key;
  const text = typeof found === "string" ? found : found[plural(values.n)];
  return text.replace(/\{(\w+)\}/g, (hole, name) => {
    const value = values[name] ?? hole;
    return typeof value === "number" ? number(value) : value;
  });
}

function lookUp(texts, key) {
  return key.split(".").reduce((level, name) => level?.[name], texts);
}

function plural(n) {
  return format(Intl.PluralRules, language()).select(n) === "one" ? "one" : "other";
}

export function number(value) {
  return format(Intl.NumberFormat, language()).format(value);
}

/** Of a share from 0 to 1. */
export function percent(share) {
  return format(Intl.NumberFormat, language(), { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share);
}

/** "a, b and c" */
export function list(words) {
  return format(Intl.ListFormat, language(), { type: "conjunction" }).format(words);
}

/** Of a size in bytes. */
export function bytes(size) {
  if (size === null || size === undefined) {
    return "–";
  }
  const units = ["B", "KiB", "MiB", "GiB"];
  let step = 0;
  let value = Number(size);
  while (value >= 1024 && step < units.length - 1) {
    value /= 1024;
    step++;
  }
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return format(Intl.NumberFormat, language(), { maximumFractionDigits: digits }).format(value) + " " + units[step];
}
