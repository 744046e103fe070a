package org.taskyard.launch;

/** Taskyard does not start, and the message is the one sentence that says why. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(String sentence) {
    super(sentence);
  }
}
