// Single keys for those who work here all day. Never while one types, and they can be switched off (WCAG 2.1.4).
import { html } from "../vendor.js";
import { pref } from "../base/prefs.js";
import { go, to } from "../base/router.js";
import { t } from "../base/text.js";
import { ask } from "../parts/dialog.js";
import { pageOf } from "./pages.js";

const PLACES = { o: "overview", t: "tasks", p: "operations", e: "errors", h: "handlers", s: "schedules", n: "nodes", f: "files", k: "keys", a: "audit" };

const HELP = [
  ["/", "search"], ["j", "down"], ["k", "up"], ["Enter", "open"], ["x", "select"], ["r", "refresh"], ["c", "create"], ["g o", "overview"],
  ["g t", "tasks"], ["g h", "handlers"], ["g s", "schedules"], ["?", "help"],
];

let goes = 0;

export function listenToKeys(frame) {
  addEventListener("keydown", (event) => {
    if (pref("shortcuts") && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
      press(event, frame);
    }
  });
}

function isTyping(element) {
  return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

function press(event, frame) {
  if (Date.now() - goes < 1500 && PLACES[event.key]) {
    goes = 0;
    visit(PLACES[event.key]);
  } else if (event.key === "g") {
    goes = Date.now();
  } else if (event.key === "?") {
    help();
  } else if (event.key === "r") {
    frame.page?.refresh?.();
  } else if (event.key === "c") {
    visit("new");
  } else if (event.key === "/" && frame.page?.querySelector("search-field")) {
    event.preventDefault();
    frame.page.querySelector("search-field").focus();
  } else {
    frame.page?.press?.(event);
  }
}

function visit(name) {
  if (pageOf({ name }).name === name) {
    go(to(name));
  }
}

export function help() {
  ask({
    title: t("keys.title"),
    body: html`<dl class="shortcuts">${HELP.map(([keys, what]) => html`
      <div><dt>${keys.split(" ").map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${t("keys." + what)}</dd></div>`)}</dl>`,
  });
}
