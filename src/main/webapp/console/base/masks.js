// What the service hides is "***" (docs/security/masking-and-encryption.md#masking). As a value it takes it from nobody, so that nobody overwrites what it did not see.
import { may } from "./me.js";

const MASK = "***";

/** Where a value has the mask: "iban", "items.0.iban"; "" if it is hidden as a whole. Who sees everything sees no mask: to them it is a text. */
export function maskedPaths(value) {
  return may("task:unmasked") ? [] : paths(typeof value === "string" ? readable(value) : value, []);
}

function paths(value, path) {
  if (value === MASK) {
    return [path.join(".")];
  }
  return value !== null && typeof value === "object" ? Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name])) : [];
}

/** JSON that was sent as a string stays a string. */
function readable(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
