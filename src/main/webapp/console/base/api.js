// The only place that calls the server. It mirrors the resources of the API, and turns refusals into Problem.
import { compact, parseExact } from "./json.js";
import { serverSays } from "./time.js";

const ROOT = new URL("../../", import.meta.url);

/** Where something of this application is, whatever its context root. */
export const place = (path) => new URL(path, ROOT).href;

/** An answer that is none: RFC 9457, or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, body, headers) {
    super(body.detail ?? body.title ?? "");
    this.status = status;
    this.slug = (body.type ?? "").replace(/^.*\//, "");
    this.page = this.slug && body.type.startsWith("/") ? body.type : null;
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.faults = body.errors ?? [];
    this.body = body;
    this.requestId = headers?.get("X-Request-Id") ?? null;
    this.retryAfter = Number(headers?.get("Retry-After") ?? 0);
  }
}

const lost = new EventTarget();
let lastContact = 0;

/** When the server last answered: a session that is used goes on. */
export const heardAt = () => lastContact;

/** Calls back when the server no longer knows who we are. */
export const onSignedOut = (callback) => lost.addEventListener("401", callback);

/**
 * Sends a request.
 *
 * @param options body (becomes JSON), raw (sent as it is), headers, signal, exact (numbers with all digits), plain (the answer is text), quiet (401 is no news)
 */
async function call(method, path, options = {}) {
  const answer = await send(method, path, options);
  serverSays(answer.headers.get("Date"));
  lastContact = Date.now();
  if (answer.ok || answer.status === 304) {
    return { status: answer.status, headers: answer.headers, data: await content(answer, options) };
  }
  const problem = new Problem(answer.status, await refusal(answer), answer.headers);
  if (problem.status === 401 && !options.quiet) {
    lost.dispatchEvent(new Event("401"));
  }
  throw problem;
}

async function send(method, path, { body, raw, headers, signal }) {
  const all = new Headers({ Accept: "application/json", ...headers });
  if (body !== undefined) {
    all.set("Content-Type", "application/json");
  }
  try {
    const content = raw ?? (body === undefined ? undefined : compact(body));
    return await fetch(place(path), { method, body: content, headers: all, signal, credentials: "same-origin" });
  } catch (fault) {
    if (fault.name === "AbortError") {
      throw fault;
    }
    throw new Problem(0, { title: "", detail: "" });
  }
}

async function content(answer, { exact, plain }) {
  const text = await answer.text();
  if (plain) {
    return text;
  }
  if (text === "") {
    return null;
  }
  return exact ? parseExact(text) : JSON.parse(text);
}

async function refusal(answer) {
  try {
    return JSON.parse(await answer.text());
  } catch {
    return { title: answer.statusText || "HTTP " + answer.status, detail: "" };
  }
}

const part = encodeURIComponent;
const because = (reason) => (reason ? { "Audit-Reason": part(reason) } : {});
const matching = (etag) => (etag ? { "If-Match": etag } : {});

/** A page of any list: rows, how many there are in all, where the next page begins. */
const search = (resource) => (body, signal) => page("v2/" + resource + "/index", body, signal);

async function page(path, body, signal) {
  const { data, headers } = await call("POST", path, { body, signal });
  const total = headers.get("X-Pagination-Total-Count");
  return {
    rows: data,
    total: total === null ? null : Number(total),
    estimated: headers.get("X-Pagination-Total-Estimated") === "true",
    next: headers.get("X-Pagination-Next-Cursor"),
  };
}

const view = (resource) => async (id, { signal, etag } = {}) => {
  const headers = etag ? { "If-None-Match": etag } : {};
  const answer = await call("GET", "v2/" + resource + "/view/" + part(id), { signal, headers, exact: true });
  return { data: answer.data, etag: answer.headers.get("ETag"), unchanged: answer.status === 304 };
};

const create = (resource) => (body, key) =>
  call("POST", "v2/" + resource + "/create", { body, headers: key ? { "Idempotency-Key": key } : {} });

const update = (resource) => (id, body, { etag, reason } = {}) =>
  call("PUT", "v2/" + resource + "/update/" + part(id), { body, headers: { ...matching(etag), ...because(reason) } });

const remove = (resource) => (id, { query = "", reason } = {}) =>
  call("DELETE", "v2/" + resource + "/delete/" + part(id) + query, { headers: because(reason) });

// lists show neither, and either may be large
const WITHOUT = ["request", "response"];

export const tasks = {
  search: (body, signal) => page("v2/task/index", { omit: WITHOUT, ...body }, signal),
  view: view("task"),
  create: create("task"),
  update: update("task"),
  remove: remove("task"),
  cancel: (id, reason) => call("POST", "v2/task/cancel/" + part(id), { headers: because(reason) }),
  retry: (id, reason) => call("POST", "v2/task/retry/" + part(id), { headers: because(reason) }),
  attempts: (id, signal) => call("GET", "v2/task/attempts/" + part(id), { signal }).then((answer) => answer.data),
  errors: (body, signal) => call("POST", "v2/task/errors", { body, signal }).then((answer) => answer.data),
  explain: (id, signal) => call("GET", "v2/task/explain/" + part(id), { signal }).then((answer) => answer.data),
  stats: (signal) => call("GET", "v2/task/stats", { signal }).then((answer) => answer.data),
  trend: (span, handler, signal) => call("GET", "v2/task/trend?span=" + part(span) + (handler ? "&handler=" + part(handler) : ""), { signal }).then((answer) => answer.data),
};

export const operations = {
  preview: (body) => call("POST", "v2/operation/preview", { body }).then((answer) => answer.data),
  create: (token, reason) => call("POST", "v2/operation/create", { body: { token, ...(reason ? { reason } : {}) } }).then((answer) => answer.data),
  view: (id, signal) => call("GET", "v2/operation/view/" + part(id), { signal, exact: true }).then((answer) => answer.data),
  items: (id, body, signal) => page("v2/operation/items/" + part(id), body, signal),
};

export const handlers = { search: search("handler"), view: view("handler"), update: update("handler") };

export const nodes = {
  search: search("node"),
  drain: (name, reason) => call("POST", "v2/node/drain/" + part(name), { headers: because(reason) }),
  resume: (name, reason) => call("POST", "v2/node/resume/" + part(name), { headers: because(reason) }),
};

export const database = (signal) => call("GET", "v2/database/view", { signal }).then((answer) => answer.data);

export const schedules = {
  search: search("schedule"),
  view: view("schedule"),
  create: create("schedule"),
  update: update("schedule"),
  remove: remove("schedule"),
  trigger: (id, key) => call("POST", "v2/schedule/trigger/" + part(id), { headers: { "Idempotency-Key": key } }),
  preview: (body, signal) => call("POST", "v2/schedule/preview", { body, signal }).then((answer) => answer.data),
};

export const files = {
  search: search("file"),
  remove: remove("file"),
  place: (id) => place("v2/file/view/" + part(id)),
  text: (id, signal) => call("GET", "v2/file/view/" + part(id), { signal, plain: true }).then((answer) => answer.data),
  create: (file, key, user) =>
    call("POST", "v2/file/create" + (user ? "?user_id=" + part(user) : ""), {
      raw: file,
      headers: {
        "Content-Type": file.type || "application/octet-stream",
        "Content-Disposition": "attachment; filename*=UTF-8''" + part(file.name).replace(/['()*]/g, (sign) => "%" + sign.charCodeAt(0).toString(16)),
        "Idempotency-Key": key,
      },
    }),
};

export const keys = {
  search: search("key"),
  create: create("key"),
  update: update("key"),
  remove: remove("key"),
  rotate: (id, overlap) => call("POST", "v2/key/rotate/" + part(id), { body: { overlap } }),
};

export const audit = { search: search("audit") };

export const session = {
  me: () => call("GET", "v2/me", { quiet: true }).then((answer) => answer.data),
  ways: () => call("GET", "v2/session/ways", { quiet: true }).then((answer) => answer.data),
  signIn: (key) => call("POST", "v2/session/create", { body: { key }, quiet: true }).then((answer) => answer.data),
  signOut: () => call("DELETE", "v2/session/delete", { quiet: true }).then((answer) => answer.headers.get("End-Session-Url")),
  atIssuer: (back) => place("v2/session/login?return=" + part(back)),
};

/** The checks of the node that answers; a node that is not ready says so with 503, which is an answer here. */
export async function ready(signal) {
  try {
    return (await call("GET", "health/ready", { signal })).data;
  } catch (problem) {
    if (problem instanceof Problem && problem.body.checks) {
      return problem.body;
    }
    throw problem;
  }
}
