// Signing in: by a key, or at the issuer. The address stays, so that one comes back to the page that one wanted.
import { html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { Load } from "../base/load.js";
import { place, session } from "../base/api.js";
import { hasLost, setMe, who } from "../base/me.js";
import { t } from "../base/text.js";
import { icon } from "../parts/icons.js";
import { content, failure } from "../parts/panel.js";
import { toast } from "../parts/toast.js";

/** What a failed sign-in at the issuer leads back with, in the address: docs/security/sign-in.md. */
const REFUSALS = ["access_denied", "sign-in-expired", "sign-in-unavailable", "https-needed", "sign-in-not-offered"];

const refusal = new URLSearchParams(location.search).get("refused");
let told = refusal === null;

const words = () => t("signIn.refused." + (REFUSALS.includes(refusal) ? refusal : "other"));

/** To somebody who is signed in nevertheless, by another tab; else the page for signing in says it. Once: a reload is no further attempt. */
export function sayRefusal() {
  if (refusal !== null) {
    history.replaceState(null, "", location.pathname + location.hash);
  }
  if (!told && who()) {
    told = true;
    toast(words(), { wrong: true });
  }
}

class SignIn extends View {
  #ways = new Load(this, () => session.ways());
  #problem = null;
  #busy = false;

  begin() {
    this.gone.addEventListener("abort", () => (told = true));
    document.title = t("signIn.title") + " – Taskyard";
    this.#ways.run();
  }

  view() {
    return html`<main class="alone sign-in" id="main">
      <img src=${place("console/icon.svg")} alt="" width="40" height="40">
      <h1>${t("signIn.title")}</h1>
      ${told ? nothing : html`<div class="failure" role="alert">${icon("warning")} <p>${words()}</p></div>`}
      ${hasLost() ? html`<p class="banner" role="status">${icon("schedules")} <span>${t("signIn.lost")}</span></p>` : nothing}
      ${content(this.#ways, (ways) => this.#offer(ways))}
    </main>`;
  }

  #offer(ways) {
    if (!ways.secure) {
      return html`<p class="note wrong">${t("signIn.insecure")}</p>`;
    }
    if (!ways.keys && !ways.oidc) {
      return html`<p>${t("signIn.noWay")}</p>`;
    }
    return html`
      ${ways.oidc ? html`<a class="button primary wide" href=${session.atIssuer(this.#back())}>${t("signIn.issuer")}</a>` : nothing}
      ${ways.oidc && ways.keys ? html`<p class="or"><span>${t("signIn.or")}</span></p>` : nothing}
      ${ways.keys ? this.#keyForm(ways.oidc) : nothing}`;
  }

  #keyForm(second) {
    return html`<form @submit=${(event) => this.#byKey(event)}>
      <label class="field"><span>${t("signIn.key")}</span>
        <input type="password" name="key" required autocomplete="current-password" spellcheck="false" placeholder="tyk_…" autofocus></label>
      ${this.#problem ? failure(this.#problem) : nothing}
      <button type="submit" class="wide ${second ? "" : "primary"}" ?disabled=${this.#busy}>${t("signIn.submit")}</button>
      <p class="note">${t("signIn.keyHint")}</p>
    </form>`;
  }

  /** The issuer takes 300 characters back at most; a longer search is not worth a failed sign-in. */
  #back() {
    return location.hash.length <= 200 && /^[\w#/?&=:.,%*<>-]*$/.test(location.hash) ? location.hash : "#/";
  }

  async #byKey(event) {
    event.preventDefault();
    this.#busy = true;
    this.#problem = null;
    this.update();
    try {
      setMe(await session.signIn(new FormData(event.target).get("key").trim()));
      this.dispatchEvent(new CustomEvent("in"));
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.update();
  }
}

customElements.define("sign-in", SignIn);
