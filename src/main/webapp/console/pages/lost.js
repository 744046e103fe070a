// An address that leads nowhere, or to what this caller may not see.
import { html } from "../vendor.js";
import { Page } from "../base/view.js";
import { t } from "../base/text.js";

class LostPage extends Page {
  view() {
    return html`<header class="page-head"><h1>${t("lost.title")}</h1></header><p>${t("lost.text")}</p><p><a href="#/">${t("lost.back")}</a></p>`;
  }
}

customElements.define("page-lost", LostPage);
