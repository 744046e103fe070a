// Who is signed in and what it may do. The console has no rights of its own: this only decides what is offered.
import { heardAt, session } from "./api.js";
import { now } from "./time.js";

let me = null;
let idle = Infinity;
let lost = false;
const watchers = new Set();

export const who = () => me;

export const may = (...scopes) => me !== null && (me.scopes.includes("admin") || scopes.some((scope) => me.scopes.includes(scope)));

/**
 * Handlers, nodes, figures and the database belong to the installation: no caller of a tenant sees or changes them, whatever its scopes
 * (docs/security/tenants-and-quotas.md). No other file asks for these scopes.
 */
export const seesInstallation = () => !me?.tenant && may("handler:admin", "task:all-users");

export const runsInstallation = () => !me?.tenant && may("handler:admin");

/** Whether nobody is asked who it is here (TASKYARD_AUTH=none). */
export const isOpen = () => me?.kind === "nobody";

/** Whether this tab was signed in until the server no longer knew it: the session has ended, or somebody has signed out in another tab. */
export const hasLost = () => lost;

export function loseMe() {
  if (me !== null) {
    lost = true;
    setMe(null);
  }
}

export function setMe(one) {
  me = one;
  lost = lost && one === null;
  idle = one?.session ? Date.parse(one.session.idle_ends_at) - now() : Infinity;
  watchers.forEach((changed) => changed());
}

export function onMe(changed, signal) {
  watchers.add(changed);
  signal?.addEventListener("abort", () => watchers.delete(changed));
}

/** Asks the server; null if it does not know us. */
export async function askWho() {
  try {
    setMe(await session.me());
  } catch (problem) {
    if (problem.status !== 401) {
      throw problem;
    }
    loseMe();
  }
  return me;
}

/** When the session ends, by lack of use or in any case, by the clock of this machine; null if it does not. */
export function endsAt() {
  const ends = [];
  if (me?.expires_at) {
    ends.push(Date.parse(me.expires_at) - (now() - Date.now()));
  }
  if (me?.session) {
    ends.push(heardAt() + idle);
  }
  return ends.length === 0 ? null : Math.min(...ends);
}
