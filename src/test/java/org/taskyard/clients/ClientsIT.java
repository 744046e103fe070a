package org.taskyard.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Programs;

/** The OpenAPI document is consumable: linters accept it, and clients made of it work. */
@OnServer
class ClientsIT {

  private static Path project;

  private final String base;
  private final String handler = "Client" + UUID.randomUUID().toString().substring(0, 8);

  ClientsIT(Api api) {
    base = api.base().toString().replaceAll("/$", "");
  }

  @BeforeAll
  static void build() throws IOException {
    project = ClientsBuild.run();
  }

  @Test
  void spectralFindsNoErrorByItsRecommendedRules() throws IOException {
    assertThat(ClientsBuild.tool("spectral", "lint", ClientsBuild.DOCUMENT.toString()))
        .contains("No results with a severity of 'error' found!");
  }

  @Test
  void redoclyFindsNoErrorByItsRecommendedRules() throws IOException {
    assertThat(ClientsBuild.tool("redocly", "lint", ClientsBuild.DOCUMENT.toString()))
        .contains("Your API description is valid");
  }

  @Test
  void clientInJavaCreatesCompletesViewsAndFindsATask() throws IOException {
    String classes =
        "target/classes"
            + File.pathSeparator
            + Files.readString(project.resolve("target/classpath")).strip();
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    assertRoundTrip(
        ClientsBuild.run(java, "-cp", classes, "com.example.client.RoundTrip", base, handler));
  }

  @Test
  void clientInTypeScriptCreatesCompletesViewsAndFindsATask() throws IOException {
    ClientsBuild.tool("tsc", "-p", "typescript");
    assertRoundTrip(
        ClientsBuild.run("node", "target/javascript/typescript/round-trip.js", base, handler));
  }

  @Test
  void clientInPythonCompiles() throws IOException {
    Programs.need("python3");
    ClientsBuild.run("python3", "-m", "compileall", "-q", "target/python/taskyard_client");
  }

  @Test
  void clientInPythonCreatesCompletesViewsAndFindsATask() throws IOException {
    Programs.need("python3");
    assumeTrue(
        isThereWhatTheClientInPythonNeeds(),
        "The client in Python was compiled, but not run: it needs urllib3 2, pydantic 2,"
            + " python-dateutil and typing-extensions (pip install -r target/clients/target/python/requirements.txt)."
            + " Debian 12 has pydantic 1 only.");
    assertRoundTrip(ClientsBuild.run("python3", "python/round_trip.py", base, handler));
  }

  private static boolean isThereWhatTheClientInPythonNeeds() throws IOException {
    return ClientsBuild.run(
            "python3",
            "-c",
            "try:\n import pydantic, urllib3, dateutil, typing_extensions\n"
                + " print(pydantic.VERSION.startswith('2.'))\nexcept ImportError:\n print(False)")
        .strip()
        .equals("True");
  }

  private static void assertRoundTrip(String output) {
    assertThat(output.strip()).matches("[0-9a-f-]{36} completed found 1");
  }
}
