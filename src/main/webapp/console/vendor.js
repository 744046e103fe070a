// The libraries of the console. Their versions are in the pom, which writes them in here; nobody else names them.
export { html, svg, nothing, render } from "../webjars/lit-html/${lit-html.version}/lit-html.js";
export { repeat } from "../webjars/lit-html/${lit-html.version}/directives/repeat.js";
export { live } from "../webjars/lit-html/${lit-html.version}/directives/live.js";
export { ifDefined } from "../webjars/lit-html/${lit-html.version}/directives/if-defined.js";

/** For charts over time; fetched when the first one is shown. */
export const chartLibrary = () => import("../webjars/uplot/${uplot.version}/dist/uPlot.esm.js").then((library) => library.default);
export const chartStyle = new URL("../webjars/uplot/${uplot.version}/dist/uPlot.min.css", import.meta.url).href;
