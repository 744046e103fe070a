package org.taskyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code examples/run/Dockerfile} must have in common with the code. */
class DockerfileTest {

  private static final String FILE = "Dockerfile";
  private static final String JAR = "target/taskyard.jar";

  /** The variables that the image sets. */
  static Map<String, String> environment() {
    return RunFiles.assignments(RunFiles.all(FILE, "ENV "));
  }

  static String port() {
    return RunFiles.option(RunFiles.only(FILE, "CMD ["), "--port");
  }

  static String user() {
    return RunFiles.only(FILE, "USER ").split(":", 2)[0];
  }

  @Test
  void theBaseIsPinnedAndIsTheJavaOfTheTests() {
    assertThat(RunFiles.only(FILE, "FROM "))
        .matches(RunFacts.PINNED)
        // on 19 and later java.io.tmpdir must be set on the command line (docs/configuration.md)
        .startsWith("eclipse-temurin:17.")
        .contains("-jre-");
  }

  @Test
  void itRunsAsANumberedUserWhoIsNotRootAndOwnsTheDataDirectory() {
    assertThat(user()).matches("[1-9]\\d{3,}");
    assertThat(RunFiles.only(FILE, "RUN "))
        .contains("useradd --uid " + user() + " ")
        .contains("install -d -o " + user() + " ")
        .endsWith(" " + environment().get("TASKYARD_DATA_DIR"));
  }

  @Test
  void itStartsTheJarThatTheBuildMakesAndNoShellIsInBetween() {
    String copied = RunFiles.only(FILE, "COPY ");
    String place = copied.substring(copied.lastIndexOf(' ') + 1);
    assertThat(copied).contains(" " + JAR + " ");
    assertThat(RunFiles.only(FILE, "ENTRYPOINT "))
        .isEqualTo("[\"java\", \"-jar\", \"" + place + "\"]");
    assertThat(RunFiles.all(FILE, "STOPSIGNAL ")).containsExactly("SIGTERM");
    assertThat(RunFiles.lines("Dockerfile.dockerignore")).containsExactly("*", "!" + JAR);
  }

  @Test
  void theHealthCheckAsksForLivenessOnThePortThatIsServed() {
    String check = RunFiles.only(FILE, "HEALTHCHECK ");
    assertThat(RunFacts.healthPaths()).contains("/health/live");
    assertThat(check)
        .contains("CMD [\"curl\", ")
        .endsWith("\"http://127.0.0.1:" + port() + "/health/live\"]");
    assertThat(RunFiles.only(FILE, "RUN ")).startsWith("curl --version");
    assertThat(RunFiles.all(FILE, "EXPOSE ")).containsExactly(port());
  }

  @Test
  void theDataDirectoryIsAVolumeAndTheWorkingDirectory() {
    String data = environment().get("TASKYARD_DATA_DIR");
    assertThat(data).startsWith("/");
    assertThat(RunFiles.only(FILE, "VOLUME ")).isEqualTo("[\"" + data + "\"]");
    assertThat(RunFiles.only(FILE, "WORKDIR ")).isEqualTo(data);
  }

  @Test
  void theImageSetsKnownSettingsAndLeavesAccessToTheOperator() {
    List<String> names = RunFacts.settingNames(environment());
    assertThat(names).isNotEmpty().isSubsetOf(RunFacts.knownSettings());
    assertThat(names).doesNotContain("TASKYARD_AUTH");
    assertThat(environment().get("JAVA_TOOL_OPTIONS")).contains("-XX:MaxRAMPercentage=");
  }
}
