// Who one is, how things are shown, and the way out.
import { html, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { language, pref, setPref } from "../base/prefs.js";
import { isOpen, onMe, setMe, who } from "../base/me.js";
import { place, session } from "../base/api.js";
import { zoneName } from "../base/time.js";
import { t } from "../base/text.js";
import { icon } from "../parts/icons.js";
import { complain } from "../parts/toast.js";
import { help } from "./shortcuts.js";

class SettingsMenu extends View {
  begin() {
    onMe(() => this.update(), this.gone);
  }

  view() {
    return html`<details class="settings">
      <summary>${icon(isOpen() ? "settings" : "user")}<span>${this.#name()}${who()?.tenant ? html` <small class="tenant" title=${t("session.tenant")}>${who().tenant}</small>` : nothing}</span></summary>
      <div class="settings-body">
        ${isOpen() ? nothing : this.#rights()}
        ${this.#choice("theme", ["system", "light", "dark"], pref("theme"))}
        ${this.#choice("zone", ["local", "utc"], pref("zone"))}
        <p class="note">${zoneName()}</p>
        ${this.#choice("language", ["en", "it"], language())}
        ${this.#choice("refresh", [2, 5, 30, 0], pref("refresh"))}
        <label class="check"><input type="checkbox" .checked=${pref("shortcuts")} @change=${(event) => setPref("shortcuts", event.target.checked)}> ${t("settings.shortcuts")}</label>
        <p class="links">
          <button type="button" class="link" @click=${help}>${t("keys.title")}</button>
          <a href=${place("docs/api/")} target="_blank" rel="noopener">${t("settings.api")}</a>
        </p>
        ${who()?.kind === "session" ? html`<button type="button" class="wide" @click=${() => this.#out()}>${t("session.out")}</button>` : nothing}
      </div>
    </details>`;
  }

  #name() {
    return isOpen() ? t("settings.title") : (who()?.name ?? who()?.user_id ?? who()?.id ?? t("settings.title"));
  }

  #rights() {
    const me = who();
    return html`<p class="note">${t("session.as", { kind: t("session." + (me?.session?.signed_in_by ?? me?.kind)), id: me?.id })}<br>
      ${me?.scopes.length ? me.scopes.join(" ") : t("session.noRights")}</p>`;
  }

  #choice(name, values, now) {
    return html`<fieldset class="choice"><legend>${t("settings." + name)}</legend>
      <div class="switch">${values.map((value) => html`
        <button type="button" aria-pressed=${value === now} @click=${() => setPref(name, value)}>${t("settings." + name + "s." + value)}</button>`)}</div>
    </fieldset>`;
  }

  async #out() {
    try {
      const further = await session.signOut();
      if (further) {
        location.href = further;
      } else {
        setMe(null);
      }
    } catch (problem) {
      complain(problem);
    }
  }
}

customElements.define("settings-menu", SettingsMenu);
