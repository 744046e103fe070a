// The search: conditions as chips that can be removed, and a field for the next one, with suggestions.
import { html, live, nothing } from "../vendor.js";
import { View } from "../base/view.js";
import { t } from "../base/text.js";
import { icon } from "../parts/icons.js";
import { readQuery } from "./query.js";
import { split } from "./words.js";
import { suggest } from "./suggest.js";

export class SearchField extends View {
  #value = "";
  fields = [];
  known = {};
  placeholder = "";
  #typed = "";
  #chosen = -1;
  #open = false;

  get value() {
    return this.#value;
  }

  set value(value) {
    if (value !== this.#value) {
      this.#value = value;
      this.update();
    }
  }

  get suggestions() {
    return this.#open ? suggest(this.#typed, this.fields, this.known) : [];
  }

  focus() {
    this.querySelector("input")?.focus();
  }

  view() {
    const { terms } = readQuery(this.value, this.fields);
    const offered = this.suggestions;
    const active = offered[this.#chosen] ? this.id + "-" + this.#chosen : null;
    return html`
      <div class="search" @click=${(event) => event.target.classList.contains("search") && this.focus()}>
        ${icon("search")}
        ${terms.map((term, index) => this.#chip(term, index))}
        <input type="text" role="combobox" autocomplete="off" spellcheck="false" autocapitalize="off"
          aria-label=${t("search.label")} aria-expanded=${offered.length > 0} aria-controls=${this.id + "-list"}
          aria-autocomplete="list" aria-activedescendant=${active ?? nothing}
          placeholder=${terms.length === 0 ? this.placeholder : ""} .value=${live(this.#typed)}
          @input=${(event) => this.#type(event.target.value)} @keydown=${(event) => this.#key(event)}
          @focus=${() => this.#show(true)} @blur=${() => this.#leave()} @paste=${(event) => this.#paste(event)}>
        ${terms.length > 0
          ? html`<button type="button" class="quiet small" @click=${() => this.#set([])}>${t("search.clear")}</button>`
          : html`<kbd aria-hidden="true">/</kbd>`}
      </div>
      <ul class="suggestions" role="listbox" id=${this.id + "-list"} aria-label=${t("search.suggestions")} ?hidden=${offered.length === 0}>
        ${offered.map((one, index) => this.#suggestion(one, index))}
      </ul>`;
  }

  #chip(term, index) {
    const why = term.fault ? t(term.fault, term.about) : null;
    return html`<span class="chip ${term.fault ? "wrong" : ""}" title=${why ?? nothing}>
      <button type="button" class="chip-text" @click=${() => this.#edit(index)} title=${t("search.edit")}>
        ${term.fault ? icon("warning") : nothing}${term.text}${why ? html`<span class="aside">: ${why}</span>` : nothing}
      </button>
      <button type="button" class="chip-remove" aria-label=${t("search.remove", { word: term.text })} @click=${() => this.#remove(index)}>
        ${icon("close")}
      </button>
    </span>`;
  }

  #suggestion(one, index) {
    return html`<li role="option" id=${this.id + "-" + index} aria-selected=${index === this.#chosen}
      @mousedown=${(event) => { event.preventDefault(); this.#take(one); }}>
      <span>${one.label}</span><small>${one.hint === "" ? nothing : t("kind." + one.hint)}</small>
    </li>`;
  }

  #type(text) {
    this.#typed = text;
    this.#chosen = -1;
    this.#show(true);
  }

  #show(open) {
    this.#open = open;
    this.update();
  }

  #leave() {
    this.#open = false;
    if (this.#typed.trim()) {
      this.#add(this.#typed);
    }
    this.update();
  }

  #paste(event) {
    const text = event.clipboardData?.getData("text") ?? "";
    if (split(text).length > 1) {
      event.preventDefault();
      this.#add(this.#typed + text);
    }
  }

  #key(event) {
    const offered = this.suggestions;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#chosen = offered.length === 0 ? -1 : (this.#chosen + step + offered.length) % offered.length;
      this.#show(true);
    } else if (event.key === "Enter" && offered[this.#chosen]) {
      event.preventDefault();
      this.#take(offered[this.#chosen]);
    } else if (event.key === "Tab" && !event.shiftKey && this.#typed !== "" && offered.length > 0) {
      event.preventDefault(); // completes; with nothing typed Tab leads on
      this.#take(offered[Math.max(this.#chosen, 0)]);
    } else if (event.key === "Enter" || (event.key === " " && this.#isWhole())) {
      event.preventDefault();
      this.#add(this.#typed);
    } else if (event.key === "Backspace" && this.#typed === "") {
      const words = split(this.value);
      if (words.length > 0) {
        event.preventDefault();
        this.#edit(words.length - 1);
      }
    } else if (event.key === "Escape") {
      this.#open ? this.#show(false) : event.target.blur();
    }
  }

  /** A blank within quotes does not end a word. */
  #isWhole() {
    return (this.#typed.match(/"/g)?.length ?? 0) % 2 === 0;
  }

  #take(one) {
    if (one.complete) {
      this.#add(one.text);
    } else {
      this.#type(one.text);
    }
  }

  #add(text) {
    const added = split(text);
    this.#typed = "";
    this.#open = false; // the rows below are what one wants to see now
    this.#chosen = -1;
    this.#set([...split(this.value).filter((word) => !added.includes(word)), ...added]);
  }

  #edit(index) {
    const words = split(this.value);
    const [word] = words.splice(index, 1);
    this.#set(words);
    this.#type(word);
    this.focus();
  }

  #remove(index) {
    this.#set(split(this.value).toSpliced(index, 1));
    this.focus();
  }

  #set(words) {
    this.value = words.join(" ");
    this.update(); // also where only what was typed has changed
    this.dispatchEvent(new CustomEvent("search", { detail: this.value }));
  }
}

customElements.define("search-field", SearchField);
