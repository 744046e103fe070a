// Formats of numbers and moments. To make one takes a hundred times as long as to use it, and a list writes hundreds of values a second.
const made = new Map();

/** The format of a kind, such as Intl.NumberFormat, that was made before with the same options, or a new one. */
export function format(Kind, locale, options = {}) {
  const key = Kind.name + " " + locale + " " + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new Kind(locale, options));
  }
  return made.get(key);
}
