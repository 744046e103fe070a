// One thing that is fetched, with its own waiting, error and retry: no part of a page waits for another.
export class Load {
  #turn = 0;
  #fetch;

  /**
   * @param view is drawn anew when something changes
   * @param fetch (signal, data) => the data; called with what is there already
   */
  constructor(view, fetch) {
    this.view = view;
    this.#fetch = fetch;
    this.data = undefined;
    this.error = null;
    this.busy = false;
  }

  /** Whether there is nothing to show yet. */
  get empty() {
    return this.data === undefined;
  }

  /** Fetches. If it is called again meanwhile, only the latest counts. */
  async run() {
    const turn = ++this.#turn;
    this.busy = true;
    this.view.update();
    try {
      const data = await this.#fetch(this.view.gone, this.data);
      if (turn === this.#turn) {
        this.data = data;
        this.error = null;
      }
    } catch (problem) {
      if (problem.name === "AbortError") {
        return;
      }
      if (turn === this.#turn) {
        this.error = problem;
      }
    }
    if (turn === this.#turn) {
      this.busy = false;
      this.view.update();
    }
  }

  /** The same for a repeated look, which comes more seldom if this throws. */
  async again() {
    await this.run();
    if (this.error) {
      throw this.error;
    }
  }

  /** Forgets what was there, for another question. */
  reset() {
    this.#turn++;
    this.data = undefined;
    this.error = null;
    this.busy = false;
  }
}
