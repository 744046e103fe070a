package org.taskyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.taskyard.settings.Settings;

/** What {@code examples/run/compose.yaml} must have in common with the code. */
class ComposeTest {

  private static final JsonNode ALL = RunFiles.yaml("compose.yaml").get(0);
  private static final JsonNode SERVICES = ALL.required("services");
  private static final JsonNode SECRETS = ALL.required("secrets");
  private static final JsonNode TASKYARD = SERVICES.required("taskyard");
  private static final JsonNode POSTGRES = SERVICES.required("postgres");

  private static Map<String, String> environment(JsonNode service) {
    Map<String, String> variables = new TreeMap<>();
    service
        .required("environment")
        .fields()
        .forEachRemaining(each -> variables.put(each.getKey(), each.getValue().asText()));
    return variables;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void everySettingIsKnownAndItsValueAccepted() {
    Map<String, String> environment = environment(TASKYARD);
    assertThat(environment.keySet()).isSubsetOf(RunFacts.knownSettings());
    Settings settings = RunFacts.settings(environment);
    assertThat(settings.database().embedded()).isFalse();
    assertThat(RunFacts.seconds(TASKYARD.required("stop_grace_period").asText()))
        .isGreaterThanOrEqualTo(settings.stopGrace() + RunFacts.STOP_MARGIN);
  }

  @Test
  void taskyardAndItsDatabaseAgree() {
    Map<String, String> ours = environment(TASKYARD);
    Map<String, String> theirs = environment(POSTGRES);
    assertThat(ours)
        .containsEntry(
            "TASKYARD_DB_URL", "jdbc:postgresql://postgres:5432/" + theirs.get("POSTGRES_DB"))
        .containsEntry("TASKYARD_DB_USER", theirs.get("POSTGRES_USER"))
        .containsEntry("TASKYARD_DB_PASSWORD_FILE", theirs.get("POSTGRES_PASSWORD_FILE"));
    String secret = ours.get("TASKYARD_DB_PASSWORD_FILE").replaceFirst("^/run/secrets/", "");
    assertThat(texts(TASKYARD.required("secrets"))).containsExactly(secret);
    assertThat(texts(POSTGRES.required("secrets"))).containsExactly(secret);
    assertThat(SECRETS.at("/" + secret + "/environment").asText())
        .isEqualTo("TASKYARD_DB_PASSWORD");
  }

  @Test
  void taskyardWaitsUntilTheDatabaseIsHealthy() {
    assertThat(TASKYARD.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
    assertThat(texts(POSTGRES.at("/healthcheck/test")))
        .startsWith("CMD", "pg_isready", "-h", "127.0.0.1");
  }

  @Test
  void postgresql18KeepsItsDataWhereTheImageLooksForIt() {
    assertThat(POSTGRES.required("image").asText()).startsWith("postgres:18.");
    assertThat(texts(POSTGRES.required("volumes"))).containsExactly("postgres:/var/lib/postgresql");
  }

  @Test
  void everyPublishedPortIsOnLoopback() {
    List<String> published =
        SERVICES.findValues("ports").stream().flatMap(p -> texts(p).stream()).toList();
    assertThat(published)
        .contains("127.0.0.1:8080:" + DockerfileTest.port())
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void everyImageIsPinned() {
    List<String> images = SERVICES.findValuesAsText("image");
    assertThat(images).hasSize(SERVICES.size()).allMatch(image -> image.matches(RunFacts.PINNED));
    assertThat(TASKYARD.required("image").asText()).isEqualTo("taskyard:" + RunFacts.version());
  }

  @Test
  void taskyardWritesToItsDataDirectoryOnly() {
    assertThat(TASKYARD.required("read_only").asBoolean()).isTrue();
    assertThat(texts(TASKYARD.required("volumes")))
        .containsExactly("data:" + DockerfileTest.environment().get("TASKYARD_DATA_DIR"));
    assertThat(texts(TASKYARD.required("cap_drop"))).containsExactly("ALL");
    assertThat(TASKYARD.has("user")).as("the image's user is overridden").isFalse();
  }

  @Test
  void prometheusReadsTheMetricsPage() {
    JsonNode job = RunFiles.yaml("prometheus.yml").get(0).at("/scrape_configs/0");
    assertThat(job.required("metrics_path").asText()).isEqualTo(RunFacts.metricsPath());
    assertThat(texts(job.at("/static_configs/0/targets")))
        .containsExactly("taskyard:" + DockerfileTest.port());
    assertThat(texts(TASKYARD.required("networks")))
        .containsAll(texts(SERVICES.at("/prometheus/networks")))
        .containsAll(texts(POSTGRES.required("networks")));
  }
}
