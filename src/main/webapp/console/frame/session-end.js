// Says that the session is about to end, while there is time to go on.
import { html } from "../vendor.js";
import { View } from "../base/view.js";
import { endsAt, askWho, who } from "../base/me.js";
import { duration } from "../base/time.js";
import { t } from "../base/text.js";
import { icon } from "../parts/icons.js";

const WARNING = 3 * 60 * 1000;

class SessionEnd extends View {
  #left = Infinity;

  begin() {
    const timer = setInterval(() => this.#look(), 1000);
    this.gone.addEventListener("abort", () => clearInterval(timer));
  }

  #look() {
    const ends = endsAt();
    const left = ends === null ? Infinity : ends - Date.now();
    const before = this.#left;
    this.#left = left;
    if (left <= 0 && before > 0) {
      askWho().catch(() => this.update());
    }
    if (left < WARNING || before < WARNING) {
      this.update();
    }
  }

  view() {
    if (this.#left > WARNING || this.#left <= 0) {
      return html`<div role="alert"></div>`;
    }
    const final = who()?.session && who().expires_at && Date.parse(who().expires_at) - Date.now() < WARNING;
    return html`<div role="alert"><div class="session-end">
      ${icon("schedules")}
      <p>${t(final ? "session.endsForGood" : "session.ends")} <span aria-hidden="true">${duration(this.#left)}</span></p>
      ${final ? "" : html`<button type="button" @click=${() => askWho()}>${t("session.stay")}</button>`}
    </div></div>`;
  }
}

customElements.define("session-end", SessionEnd);
