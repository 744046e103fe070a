// The libraries of the console. Their versions are in the pom, which writes them in here; nobody else names them.
export { html, svg, nothing, render } from "../webjars/lit-html/${lit-html.version}/lit-html.js";
export { repeat } from "../webjars/lit-html/${lit-html.version}/directives/repeat.js";
export { live } from "../webjars/lit-html/${lit-html.version}/directives/live.js";
export { ifDefined } from "../webjars/lit-html/${lit-html.version}/directives/if-defined.js";
