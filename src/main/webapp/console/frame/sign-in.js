// Signing in: by a key, or at the issuer. The address stays, so that one comes back to the page that one wanted.
import { html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { Load } from "../base/load.js";
import { place, session } from "../base/api.js";
import { setMe } from "../base/me.js";
import { t } from "../base/text.js";
import { content, failure } from "../parts/panel.js";

class SignIn extends View {
  #ways = new Load(this, () => session.ways());
  #problem = null;
  #busy = false;

  begin() {
    document.title = t("signIn.title") + " – Taskyard";
    this.#ways.run();
  }

  view() {
    return html`<main class="alone sign-in" id="main">
      <img src=${place("console/icon.svg")} alt="" width="40" height="40">
      <h1>${t("signIn.title")}</h1>
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
