package org.taskyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code examples/run/kubernetes.yaml} must have in common with the code. */
class KubernetesTest {

  private static final List<JsonNode> ALL = RunFiles.yaml("kubernetes.yaml");
  private static final JsonNode DEPLOYMENT = kind("Deployment").required("spec");
  private static final JsonNode POD = DEPLOYMENT.at("/template/spec");
  private static final JsonNode CONTAINER = POD.at("/containers/0");
  private static final int PORT = Integer.parseInt(DockerfileTest.port());

  private static JsonNode kind(String kind) {
    return ALL.stream()
        .filter(each -> each.required("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("kubernetes.yaml has no " + kind));
  }

  /** Values, with a stand-in for those that are in the Secret. */
  private static Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode each : CONTAINER.required("env")) {
      String name = each.required("name").asText();
      if (each.has("value")) {
        assertThat(each.get("value").isTextual()).as("quotes of " + name).isTrue();
        variables.put(name, each.get("value").asText());
      } else {
        boolean url = each.at("/valueFrom/secretKeyRef/key").asText().equals("url");
        variables.put(name, url ? "jdbc:postgresql://db/taskyard" : "secret");
      }
    }
    return variables;
  }

  @Test
  void everySettingIsKnownAndItsValueAccepted() {
    assertThat(environment().keySet()).isSubsetOf(RunFacts.knownSettings());
    assertThat(RunFacts.settings(environment()).database().embedded()).isFalse();
  }

  @Test
  void whereTheDatabaseIsAndItsPasswordComeFromOneSecret() {
    for (JsonNode each : CONTAINER.required("env")) {
      if (each.required("name").asText().matches("TASKYARD_DB_(URL|USER)")) {
        assertThat(each.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("taskyard-database");
      }
    }
    JsonNode mount = CONTAINER.at("/volumeMounts/1");
    JsonNode volume = POD.at("/volumes/1");
    assertThat(mount.required("readOnly").asBoolean()).isTrue();
    assertThat(mount.required("name")).isEqualTo(volume.required("name"));
    assertThat(volume.at("/secret/secretName").asText()).isEqualTo("taskyard-database");
    assertThat(environment().get("TASKYARD_DB_PASSWORD_FILE"))
        .isEqualTo(
            mount.required("mountPath").asText()
                + "/"
                + volume.at("/secret/items/0/path").asText());
    assertThat(ALL).noneMatch(each -> each.required("kind").asText().equals("Secret"));
  }

  @Test
  void runningTasksHaveTheirGraceAfterTheDrain() {
    int drain = CONTAINER.at("/lifecycle/preStop/sleep/seconds").asInt();
    int grace = RunFacts.settings(environment()).stopGrace();
    assertThat(drain).isGreaterThanOrEqualTo(5);
    assertThat(POD.required("terminationGracePeriodSeconds").asInt())
        .isGreaterThanOrEqualTo(drain + grace + RunFacts.STOP_MARGIN);
  }

  @ParameterizedTest
  @CsvSource({
    "startupProbe, /health/live",
    "livenessProbe, /health/live",
    "readinessProbe, /health/ready"
  })
  void probesAskPagesThatThereAreOnThePortThatIsServed(String probe, String path) {
    assertThat(RunFacts.healthPaths()).contains(path);
    assertThat(CONTAINER.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
    assertThat(CONTAINER.at("/" + probe + "/httpGet/port").asText())
        .isEqualTo(CONTAINER.at("/ports/0/name").asText());
    assertThat(CONTAINER.at("/ports/0/containerPort").asInt()).isEqualTo(PORT);
  }

  @Test
  void callersAndPrometheusReachThePort() {
    assertThat(kind("Service").at("/spec/ports/0/targetPort").asText())
        .isEqualTo(CONTAINER.at("/ports/0/name").asText());
    assertThat(kind("NetworkPolicy").at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(PORT);
    JsonNode notes = DEPLOYMENT.at("/template/metadata/annotations");
    assertThat(notes.required("prometheus.io/port").textValue()).isEqualTo("" + PORT);
    assertThat(notes.required("prometheus.io/path").asText()).isEqualTo(RunFacts.metricsPath());
  }

  @Test
  void everySelectorFindsThePods() {
    JsonNode labels = DEPLOYMENT.at("/template/metadata/labels");
    assertThat(labels.isEmpty()).isFalse();
    assertThat(DEPLOYMENT.at("/selector/matchLabels")).isEqualTo(labels);
    assertThat(kind("Service").at("/spec/selector")).isEqualTo(labels);
    assertThat(kind("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(kind("NetworkPolicy").at("/spec/podSelector/matchLabels")).isEqualTo(labels);
    assertThat(POD.at("/topologySpreadConstraints/0/labelSelector/matchLabels")).isEqualTo(labels);
  }

  @Test
  void oneOfTwoNodesStaysWhateverIsUpdatedOrDrained() {
    assertThat(DEPLOYMENT.required("replicas").asInt()).isEqualTo(2);
    assertThat(DEPLOYMENT.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    assertThat(kind("PodDisruptionBudget").at("/spec/minAvailable").asInt()).isEqualTo(1);
  }

  @Test
  void itRunsAsTheUserOfTheImageAndWritesToTheDataDirectoryOnly() {
    JsonNode pod = POD.required("securityContext");
    JsonNode container = CONTAINER.required("securityContext");
    assertThat(pod.required("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.required("runAsUser").asText()).isEqualTo(DockerfileTest.user());
    assertThat(pod.required("fsGroup").asText()).isEqualTo(DockerfileTest.user());
    assertThat(container.required("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.required("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(CONTAINER.required("volumeMounts").findValuesAsText("mountPath"))
        .containsExactly(environment().get("TASKYARD_DATA_DIR"), "/run/secrets/database");
  }

  @Test
  void theServiceAddsNoVariablesThatLookLikeSettings() {
    assertThat(POD.required("enableServiceLinks").asBoolean(true)).isFalse();
  }

  @Test
  void theImageIsPinnedToTheVersionOfTheProject() {
    String image = CONTAINER.required("image").asText();
    assertThat(image).matches(RunFacts.PINNED).endsWith("/taskyard:" + RunFacts.version());
  }
}
