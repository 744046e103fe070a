// <json-field>: a field for JSON that says where it is wrong while one types, and indents at Tab's request never: Tab leaves it.
import { html, live, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { t } from "../base/text.js";
import { fault, parseExact, pretty } from "../base/json.js";

export class JsonField extends View {
  name = "request";
  label = "";
  rows = 10;
  #text = "";

  set text(text) {
    this.#text = text;
    this.update();
  }

  /** The text as typed; empty means null. */
  get text() {
    return this.#text;
  }

  /** The value with all its digits; throws if the text is no JSON. */
  read() {
    const text = this.#text.trim();
    return text === "" ? null : parseExact(text);
  }

  get wrong() {
    return this.#text.trim() === "" ? null : fault(this.#text);
  }

  view() {
    const wrong = this.wrong;
    const noteId = this.name + "-note";
    return html`
      <label class="field"><span>${this.label} <small>JSON, ${t("form.optional")}</small></span>
        <textarea class="code" name=${this.name} rows=${this.rows} spellcheck="false" autocapitalize="off" aria-describedby=${noteId}
          aria-invalid=${wrong !== null} .value=${live(this.#text)} @input=${(event) => this.#type(event.target.value)}></textarea></label>
      <p class="note ${wrong ? "wrong" : ""}" id=${noteId}>
        ${wrong ? t("json.wrong", { why: wrong }) : nothing}
        ${!wrong && this.#text.trim() ? html`<button type="button" class="link" @click=${() => this.#format()}>${t("json.format")}</button>` : nothing}
      </p>`;
  }

  /** The browser keeps a form with a wrong field from being sent, and leads to the field. */
  drawn() {
    this.querySelector("textarea").setCustomValidity(this.wrong ?? "");
  }

  #type(text) {
    this.#text = text;
    this.update();
    this.dispatchEvent(new CustomEvent("changed"));
  }

  #format() {
    this.#type(pretty(this.read()));
  }
}

customElements.define("json-field", JsonField);
