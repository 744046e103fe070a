// Questions before something is done. The native <dialog> keeps the focus inside, closes at Escape and gives the focus back.
import { html, nothing, render } from "../vendor.js";
import { t } from "../base/text.js";
import { failure } from "./panel.js";

/** What act returns to keep the dialog open, for a second question. */
export const STAY = Symbol("stay");

/**
 * Opens a dialog and waits for its end.
 *
 * @param options title; body: (state, update) => template; submit: the word on the button, or (state) => word; act: async (form data, state) => result, after which
 *     the dialog closes, and which keeps it open by an exception; danger, also as (state) => whether; wide
 * @returns what act returned; undefined if nothing was done
 */
export function ask(options) {
  return new Promise((resolve) => new Question(options, resolve).open());
}

class Question {
  #element = document.createElement("dialog");
  #busy = false;
  #problem = null;
  #result = undefined;

  constructor(options, resolve) {
    this.options = options;
    this.resolve = resolve;
    this.state = {};
  }

  open() {
    const dialog = this.#element;
    dialog.className = this.options.wide ? "wide" : "";
    dialog.setAttribute("aria-labelledby", "dialog-title");
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.resolve(this.#result);
    });
    this.#draw();
    dialog.showModal();
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector(this.#now("danger") ? ".cancel" : ".submit"))?.focus();
  }

  /** What an option is in this state. */
  #now(name) {
    const option = this.options[name];
    return typeof option === "function" ? option(this.state) : option;
  }

  #draw() {
    const { title, body } = this.options;
    const submit = this.#now("submit");
    const danger = this.#now("danger");
    render(html`
      <form method="dialog" @submit=${(event) => this.#submit(event)}>
        <h2 id="dialog-title">${title}</h2>
        <div class="dialog-body">${typeof body === "function" ? body(this.state, () => this.#draw()) : body}</div>
        ${this.#problem ? failure(this.#problem) : nothing}
        <footer>
          <button type="button" class="cancel" @click=${() => this.#element.close()}>${submit ? t("dialog.cancel") : t("dialog.close")}</button>
          ${submit ? html`<button type="submit" class="submit ${danger ? "danger" : "primary"}" ?disabled=${this.#busy} @click=${onceOnly}>${submit}</button>` : nothing}
        </footer>
      </form>`, this.#element);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#problem = null;
    this.#draw();
    try {
      const result = (await this.options.act?.(new FormData(event.target), this.state)) ?? true;
      if (result !== STAY) {
        this.#result = result;
        this.#element.close();
      }
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    this.#draw();
    if (!this.#problem) {
      this.#element.querySelector("[autofocus]")?.focus(); // of what is asked next
    }
  }
}

/** The second half of a double click does not answer the next question. */
const onceOnly = (event) => event.detail > 1 && event.preventDefault();

/** The field for why something is done; it goes into the audit. */
export const reasonField = (hint, required = false) => html`
  <label class="field"><span>${t("dialog.reason")} ${required ? nothing : html`<small>${t("form.optional")}</small>`}</span>
    <input name="reason" maxlength="500" autocomplete="off" ?required=${required} placeholder=${hint ?? t("dialog.reasonHint")}></label>`;

/** What will happen, in sentences of their own. */
export const effects = (...sentences) => html`<ul class="effects">${sentences.filter(Boolean).map((one) => html`<li>${one}</li>`)}</ul>`;
