// Moments and spans for people. "Now" is the server's: a wrong clock here would make tasks wait for negative times.
import { format } from "./formats.js";
import { language, pref } from "./prefs.js";
import { t } from "./text.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let ahead = 0;

/** Learns the server's clock from the Date header of an answer, which has whole seconds only. */
export function serverSays(date) {
  const theirs = Date.parse(date ?? "");
  if (!Number.isNaN(theirs)) {
    const difference = theirs + 500 - Date.now();
    ahead = Math.abs(difference) > 2 * SECOND ? difference : 0;
  }
}

export const now = () => Date.now() + ahead;

const zone = () => (pref("zone") === "utc" ? "UTC" : undefined);

export const zoneName = () => (pref("zone") === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The reader's own kind of the language: English of Ireland writes dates otherwise than that of the United States. */
const locale = () => (navigator.languages ?? []).find((tag) => tag.slice(0, 2) === language()) ?? language();

function written(moment, dateStyle, timeStyle) {
  const wanted = format(Intl.DateTimeFormat, locale(), { dateStyle, timeStyle, hourCycle: "h23", timeZone: zone() });
  return wanted.format(new Date(moment)) + (zone() === "UTC" ? " UTC" : "");
}

/** Date and time, to the second, in the chosen zone. */
export const absolute = (moment) => written(moment, "medium", "medium");

/** Date and time, to the minute. */
export const toTheMinute = (moment) => written(moment, "medium", "short");

/** For the axis of a chart: the time, or the day if it reaches over several. */
export function onAxis(moment, days) {
  const shown = days ? { weekday: "short", day: "numeric" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return format(Intl.DateTimeFormat, locale(), { ...shown, timeZone: zone() }).format(new Date(moment));
}

/** The time alone if the day is that of another moment. */
export function sameDay(moment, other) {
  const day = (one) => format(Intl.DateTimeFormat, "en", { dateStyle: "short", timeZone: zone() }).format(new Date(one));
  return other && day(moment) === day(other) ? written(moment, undefined, "medium") : absolute(moment);
}

/** "3 min ago", "in 2 h". */
export function relative(moment) {
  const difference = Date.parse(moment) - now();
  const size = Math.abs(difference);
  if (size < 2 * SECOND) {
    return t("time.now");
  }
  const [unit, length] =
    size < MINUTE ? ["second", SECOND]
    : size < HOUR ? ["minute", MINUTE]
    : size < DAY ? ["hour", HOUR]
    : size < 60 * DAY ? ["day", DAY]
    : size < 730 * DAY ? ["month", 30 * DAY]
    : ["year", 365 * DAY];
  const words = format(Intl.RelativeTimeFormat, language(), { style: "short", numeric: "always" });
  return words.format(Math.trunc(difference / length), unit);
}

/** Of milliseconds: "850 ms", "3.2 s", "2 min 5 s", "3 h 12 min", "2 d 4 h". */
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) {
    return "–";
  }
  const size = Math.abs(ms);
  if (size < SECOND) {
    return Math.round(size) + " ms";
  }
  if (size < MINUTE) {
    return decimals(size / SECOND, size < 10 * SECOND ? 1 : 0) + " s";
  }
  const [big, bigWord, small, smallWord] =
    size < HOUR ? [MINUTE, "min", SECOND, "s"] : size < DAY ? [HOUR, "h", MINUTE, "min"] : [DAY, "d", HOUR, "h"];
  const rest = Math.floor((size % big) / small);
  return Math.floor(size / big) + " " + bigWord + (rest > 0 ? " " + rest + " " + smallWord : "");
}

function decimals(value, digits) {
  return format(Intl.NumberFormat, language(), { maximumFractionDigits: digits }).format(value);
}

export const span = (from, to) => (from && to ? Date.parse(to) - Date.parse(from) : null);

/** What <input type=datetime-local> shows and gives is in the zone of the browser. */
export function toInput(moment) {
  const date = new Date(moment);
  return new Date(date - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

export const fromInput = (text) => (text ? new Date(text).toISOString() : null);

const UNITS = { s: SECOND, m: MINUTE, min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/**
 * A moment as people write it in the search: -2h, 30m, today, yesterday, 2026-11-30, 2026-11-30T12:00Z. A date stays one, since
 * the API takes it for the whole day. Null if it is none.
 */
export function readMoment(text, at = now()) {
  const ago = /^-?(\d{1,6})(s|m|min|h|d|w)$/.exec(text);
  if (ago) {
    return new Date(at - Number(ago[1]) * UNITS[ago[2]]).toISOString();
  }
  if (text === "now" || text === "today" || text === "yesterday") {
    const moment = new Date(text === "yesterday" ? at - DAY : at).toISOString();
    return text === "now" ? moment : moment.slice(0, 10);
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return Number.isNaN(Date.parse(text)) ? null : text;
  }
  if (/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/.test(text)) {
    const zoned = /([Zz]|[+-]\d{2}:\d{2})$/.test(text);
    const moment = new Date(zoned ? text : text + "Z");
    const exact = zoned && /:\d{2}:\d{2}/.test(text.slice(10)); // keeps its microseconds
    return Number.isNaN(moment.getTime()) ? null : exact ? text : moment.toISOString();
  }
  return null;
}
