// Lines over time. What the lines say is also there as a sentence and as a table: the canvas is for those who see it.
import { chartLibrary, chartStyle, html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { pref } from "../base/prefs.js";
import { number, t } from "../base/text.js";
import { duration, onAxis, toTheMinute } from "../base/time.js";

const HEIGHT = 150;
const DAYS = 3 * 24 * 3600;
const SHORTEST = 0.001; // the logarithm has no zero
const COUNTS = [1, 2, 5].flatMap((step) => Array.from({ length: 9 }, (_, power) => step * 10 ** power)).sort((a, b) => a - b);
const DASHES = { solid: [], dashed: [6, 4], dotted: [2, 3] };

/** The powers of ten on a logarithmic scale: all steps between would be a grey area. Where there is one at most, 2 and 5 times it, too. */
function powers(low, high) {
  const first = Math.floor(Math.log10(low));
  const all = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, step) => 10 ** (first + step));
  const within = (steps) => steps.filter((step) => step >= low && step <= high);
  const few = within(all);
  return few.length > 1 ? few : within(all.flatMap((power) => [power, 2 * power, 5 * power]));
}

/** Values without neighbours make no line: they are drawn as points. */
const alone = (values) => values.map((_, place) => place).filter((place) => values[place] !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null);

/** On the axis: 10 ms, 1 s, 100 s. */
const atTick = (seconds) => (seconds < 1 ? duration(seconds * 1000) : number(seconds) + " s");

/** "count" or "seconds": how numbers are written. */
const written = (unit, value) => (value === null || value === undefined ? "–" : unit === "seconds" ? duration(value * 1000) : number(value));

class TimeChart extends View {
  #library = null;
  #plot = null;
  #chart = null;
  #drawn = "";
  #at = null;
  #open = false;

  /** { name, unit, summary, at: [seconds], lines: [{ name, tone, stroke, values }] } */
  get chart() {
    return this.#chart;
  }

  set chart(chart) {
    this.#chart = chart;
    this.update();
  }

  async begin() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.update(), { signal: this.gone });
    const watch = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width(), height: HEIGHT }));
    watch.observe(this);
    this.gone.addEventListener("abort", () => {
      watch.disconnect();
      this.#forget();
    });
    useStyle();
    this.#library = await chartLibrary();
    this.update();
  }

  view() {
    const { name, unit, summary, at, lines } = this.#chart;
    return html`<figure aria-label=${name}>
      <div class="plot" aria-hidden="true"></div>
      <div class="legend" aria-hidden="true">${lines.map((line) => html`<span class="line is-${line.tone} ${line.stroke}"><i></i>${line.name}
        <b>${this.#at === null ? nothing : written(unit, line.values[this.#at])}</b></span>`)}
        <span class="at">${this.#at === null ? nothing : toTheMinute(at[this.#at] * 1000)}</span></div>
      <figcaption>${summary}</figcaption>
      <details @toggle=${(event) => this.#toggle(event.target.open)}><summary>${t("chart.table")}</summary>${this.#open ? this.#table() : nothing}</details>
    </figure>`;
  }

  #toggle(open) {
    this.#open = open;
    this.update();
  }

  /** The newest first, without those in which nothing was. */
  #table() {
    const { name, unit, at, lines } = this.#chart;
    const places = at.map((_, place) => place).filter((place) => lines.some((line) => line.values[place])).reverse();
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${name}><table class="plain">
      <thead><tr><th scope="col">${t("chart.time")}</th>${lines.map((line) => html`<th scope="col" class="number">${line.name}</th>`)}</tr></thead>
      <tbody>${places.map((place) => html`<tr><th scope="row">${toTheMinute(at[place] * 1000)}</th>
        ${lines.map((line) => html`<td class="number">${written(unit, line.values[place])}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  drawn() {
    if (!this.#library) {
      return;
    }
    const look = this.#look();
    const data = [this.#chart.at, ...this.#chart.lines.map((line) => this.#plotted(line.values))];
    const wanted = JSON.stringify([look, this.#chart.unit, pref("zone"), document.documentElement.lang]);
    if (wanted === this.#drawn) {
      this.#plot.setData(data);
      return;
    }
    this.#forget();
    this.#plot = new this.#library(this.#options(look), data, this.querySelector(".plot"));
    this.#drawn = wanted;
  }

  #forget() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#drawn = "";
  }

  #plotted(values) {
    return this.#chart.unit === "seconds" ? values.map((value) => (value === null ? null : Math.max(value, SHORTEST))) : values;
  }

  #width() {
    return Math.max(200, this.querySelector("figure").clientWidth);
  }

  /** The colours that the tokens have in this theme. */
  #look() {
    const figure = getComputedStyle(this.querySelector("figure"));
    return {
      text: figure.color,
      grid: figure.borderTopColor,
      font: "11px " + figure.fontFamily,
      lines: [...this.querySelectorAll(".line i")].map((swatch) => getComputedStyle(swatch).borderTopColor),
    };
  }

  #options(look) {
    const seconds = this.#chart.unit === "seconds";
    const axis = { stroke: look.text, font: look.font, grid: { stroke: look.grid, width: 1 }, ticks: { show: false } };
    const { at } = this.#chart;
    const days = at.at(-1) - at[0] > DAYS;
    return {
      width: this.#width(),
      height: HEIGHT,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      hooks: { setCursor: [(plot) => this.#pointed(plot.cursor.idx ?? null)] },
      tzDate: (moment) => (pref("zone") === "utc" ? this.#library.tzDate(new Date(moment * 1000), "Etc/UTC") : new Date(moment * 1000)),
      scales: { y: seconds ? { distr: 3, range: (_, low, high) => [Math.min(low ?? SHORTEST, high / 10 || 1) / 1.2, (high ?? 1) * 1.2] } : { range: (_, low, high) => [0, Math.max(high, 1) * 1.05] } },
      axes: [
        { ...axis, size: 24, space: 60, values: (_, moments) => moments.map((moment) => onAxis(moment * 1000, days)) },
        { ...axis, size: 52, ...(seconds ? { splits: (_, __, low, high) => powers(low, high), filter: (_, splits) => splits } : { space: 30, incrs: COUNTS }), values: (_, values) => values.map(seconds ? atTick : number) },
      ],
      series: [{}, ...this.#chart.lines.map((line, place) => ({ stroke: look.lines[place], width: 1.5, dash: DASHES[line.stroke], points: { size: 5, filter: (plot, number, all) => (all ? null : alone(plot.data[number])) } }))],
    };
  }

  #pointed(place) {
    if (place !== this.#at) {
      this.#at = place;
      this.update();
    }
  }
}

/** The library's few rules, once. */
function useStyle() {
  if (!document.querySelector("link[data-charts]")) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: chartStyle });
    link.dataset.charts = "";
    document.head.append(link);
  }
}

customElements.define("time-chart", TimeChart);
