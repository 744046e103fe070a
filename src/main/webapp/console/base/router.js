// The part of the address behind # says which page it is and how it is filtered, so that an address can be kept and shared. Relative to
// wherever the application is.

/** The page now: its path in segments, and what follows the question mark. */
export function current() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const segments = path.split("/").filter(Boolean).map(decode);
  return { name: segments[0] ?? "overview", id: segments[1] ?? null, query: new URLSearchParams(query) };
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** An address for a link: to("tasks", null, {q: "status:failed"}). Values of null are left out. */
export function to(name, id = null, query = {}) {
  const wanted = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(wanted).toString().replaceAll("+", "%20").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return "#/" + name + (id === null ? "" : "/" + encodeURIComponent(id)) + (search ? "?" + search : "");
}

export function go(address) {
  location.hash = address;
}

/** Another address for the same view, without a step in the history. */
export function replace(address) {
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export const back = () => history.back();

export function onRoute(callback) {
  addEventListener("hashchange", () => callback(current()));
}
