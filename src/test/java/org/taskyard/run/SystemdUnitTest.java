package org.taskyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.settings.Settings;

/** What {@code examples/run/taskyard.service} must have in common with the code. */
class SystemdUnitTest {

  private static final String FILE = "taskyard.service";

  private static String only(String key) {
    return RunFiles.only(FILE, key + "=");
  }

  private static Map<String, String> environment() {
    return RunFiles.assignments(RunFiles.all(FILE, "Environment="));
  }

  @Test
  void everySettingIsKnownAndItsValueAccepted() throws Exception {
    List<String> names = RunFacts.settingNames(environment());
    assertThat(names).isNotEmpty().isSubsetOf(RunFacts.knownSettings());
    assertThat(RunFacts.settings(environment()).access().ways()).containsExactly("keys");
  }

  @Test
  void itServesThePortOfTheDocumentation() {
    assertThat(RunFiles.option(only("ExecStart"), "--port")).isEqualTo(DockerfileTest.port());
    assertThat(only("ExecStart")).startsWith("/usr/bin/java -jar /opt/taskyard/taskyard.jar ");
  }

  @Test
  void runningTasksHaveTheirGraceBeforeTheUnitIsKilled() {
    Settings settings = RunFacts.settings(environment());
    assertThat(RunFacts.seconds(only("TimeoutStopSec")))
        .isGreaterThanOrEqualTo(settings.stopGrace() + RunFacts.STOP_MARGIN);
  }

  @Test
  void theSignalGoesToTheServerAloneAndItsEndIsASuccess() {
    // a postmaster that gets SIGTERM too would stop before the last results are written
    assertThat(only("KillMode")).isEqualTo("mixed");
    assertThat(only("SuccessExitStatus")).isEqualTo("143");
    assertThat(only("Restart")).isEqualTo("on-failure");
  }

  @Test
  void itRunsAsAUserOfItsOwnThatMayWriteToItsStateOnly() {
    assertThat(only("DynamicUser")).isEqualTo("yes");
    assertThat(RunFiles.all(FILE, "User=")).isEmpty();
    assertThat(only("ProtectSystem")).isEqualTo("strict");
    assertThat(RunFiles.all(FILE, "ReadWritePaths=")).isEmpty();
    assertThat(environment()).containsEntry("TASKYARD_DATA_DIR", "%S/" + only("StateDirectory"));
  }

  @Test
  void noHardeningStopsTheCompilerOfTheJvm() {
    assertThat(RunFiles.all(FILE, "MemoryDenyWriteExecute=")).isEmpty();
    assertThat(RunFiles.all(FILE, "ProcSubset=")).isEmpty();
    assertThat(only("RestrictAddressFamilies")).contains("AF_INET", "AF_INET6", "AF_UNIX");
  }

  @Test
  void passwordsAreInAFileForRootAndNotInTheUnit() {
    assertThat(only("EnvironmentFile")).isEqualTo("-/etc/taskyard/taskyard.env");
    assertThat(RunFiles.text(FILE)).contains("install -D -m 0600 /dev/null /etc/taskyard/");
    assertThat(RunFiles.text(FILE)).doesNotContain("TASKYARD_DB_PASSWORD=");
  }
}
