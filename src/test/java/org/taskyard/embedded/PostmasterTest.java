package org.taskyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.taskyard.support.Eventually;

class PostmasterTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void oneWhoseEndNobodyHasTakenNoteOfIsNotAlive() throws IOException {
    // the parent becomes a program that never asks for its children; the child ends after that
    String child = "until read name < /proc/$$/comm && [ \"$name\" = sleep ]; do sleep 0.01; done";
    Process parent =
        new ProcessBuilder("sh", "-c", "(" + child + ") & echo $!; exec sleep 60").start();
    try (BufferedReader said = parent.inputReader()) {
      ProcessHandle ended = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      Postmaster postmaster = new Postmaster(ended);
      Eventually.holds("the postmaster has ended", () -> !postmaster.isAlive());
      assertThat(ended.isAlive()).as("the system still has it").isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }
}
