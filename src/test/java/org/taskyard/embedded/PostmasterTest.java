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
    // the parent becomes a program that never asks for its children
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try (BufferedReader said = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      Postmaster postmaster = new Postmaster(child);
      Eventually.holds("the postmaster has ended", () -> !postmaster.isAlive());
      assertThat(child.isAlive()).as("the system still has it").isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }
}
