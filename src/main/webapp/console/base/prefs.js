// What a reader has chosen for this browser. Kept in localStorage; without it (private windows) until the page is left.
const NAME = "taskyard.prefs";
const LANGUAGES = ["en", "it"];

const DEFAULTS = {
  theme: "system", // system, light, dark
  zone: "local", // local, utc
  language: null, // null: as the browser is set
  refresh: 5, // seconds between two looks at what changes; 0: never
  shortcuts: true, // WCAG 2.1.4: single keys can be switched off
  columns: null, // of the list of tasks; null: the usual ones
};

const watchers = new Set();
let prefs = { ...DEFAULTS, ...stored() };

function stored() {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "{}");
  } catch {
    return {};
  }
}

export const pref = (name) => prefs[name];

export function setPref(name, value) {
  prefs = { ...prefs, [name]: value };
  try {
    localStorage.setItem(NAME, JSON.stringify(prefs));
  } catch {
    // then it holds for this page only
  }
  applyTheme();
  watchers.forEach((changed) => changed(name));
}

/** Calls back at each change, until the signal. */
export function onPrefs(changed, signal) {
  watchers.add(changed);
  signal?.addEventListener("abort", () => watchers.delete(changed));
}

export function language() {
  if (LANGUAGES.includes(prefs.language)) {
    return prefs.language;
  }
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

export function applyTheme() {
  const root = document.documentElement;
  root.lang = language();
  if (prefs.theme === "system") {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = prefs.theme;
  }
}
