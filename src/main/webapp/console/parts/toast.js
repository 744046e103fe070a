// Says shortly what has been done. Read out politely, and gone by itself; what went wrong stays until it is closed.
import { html, nothing, render, repeat } from "../vendor.js";
import { icon } from "./icons.js";
import { t } from "../base/text.js";
import { explain } from "./panel.js";

const STAYS = 6000;
let number = 0;
let shown = [];

const place = document.createElement("div");
place.className = "toasts";
place.setAttribute("role", "status");
document.body.append(place);

function draw() {
  render(repeat(shown, (one) => one.number, (one) => html`
    <div class="toast ${one.wrong ? "wrong" : ""}">
      ${icon(one.wrong ? "warning" : "check")}
      <p>${one.text}${one.link ? html` <a href=${one.link.href} @click=${() => close(one.number)}>${one.link.text}</a>` : nothing}</p>
      <button type="button" class="quiet tiny" aria-label=${t("dialog.close")} @click=${() => close(one.number)}>${icon("close")}</button>
    </div>`), place);
}

function close(which) {
  shown = shown.filter((one) => one.number !== which);
  draw();
}

/** @param options wrong: it stays; link: {href, text} */
export function toast(text, options = {}) {
  const which = ++number;
  shown = [...shown.slice(-2), { number: which, text, ...options }];
  draw();
  if (!options.wrong) {
    setTimeout(() => close(which), options.link ? STAYS * 2 : STAYS);
  }
}

/** Says why something did not work. */
export const complain = (problem) => toast(explain(problem), { wrong: true });
