// Looks again every few seconds, as long as somebody looks: not in a hidden tab, and not when nobody has touched the page for ten minutes
// (else a screen that was left alone would keep a session for ever). One look at a time; after an error ever more seldom.
import { pref } from "./prefs.js";

const AWAY = 10 * 60 * 1000;
const LONGEST = 60;

let touched = Date.now();
for (const kind of ["pointerdown", "pointermove", "keydown", "wheel"]) {
  addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
}

export const isWatched = () => document.visibilityState === "visible" && Date.now() - touched < AWAY;

/** How often to look at what costs the server much and changes by the minute: in seconds. */
export const seldom = () => (pref("refresh") > 0 ? Math.max(30, pref("refresh")) : 0);

/**
 * Repeats a look until the signal.
 *
 * @param look an async function; what it throws makes the next one come later
 * @param seconds how often; by default as the reader has chosen
 */
export function repeatedly(look, signal, seconds = () => pref("refresh")) {
  let fails = 0;
  let timer = 0;
  let busy = false;
  const plan = () => {
    clearTimeout(timer);
    const wait = Math.min(LONGEST, (seconds() || 5) * 2 ** fails);
    timer = setTimeout(turn, wait * 1000);
  };
  const turn = async () => {
    if (!busy && seconds() > 0 && isWatched()) {
      busy = true;
      try {
        await look();
        fails = 0;
      } catch {
        fails = Math.min(fails + 1, 5);
      }
      busy = false;
    }
    if (!signal.aborted) {
      plan();
    }
  };
  const shown = () => document.visibilityState === "visible" && turn();
  document.addEventListener("visibilitychange", shown, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  plan();
}
