package org.taskyard.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds {@code examples/own-handler} as its users do after {@code mvn install}: with Maven, and
 * with the artifacts of this build in a local repository. That repository is made below target/ and
 * has links to the plugins and libraries in the real one, so that nothing of this build gets there
 * and nothing is fetched.
 */
final class OwnHandlerBuild {

  private static final Path EXAMPLE = Path.of("examples/own-handler");
  private static final Path TARGET = Path.of("target/examples").toAbsolutePath();

  private OwnHandlerBuild() {}

  /** Runs the example's build with its tests; returns the runnable jar. */
  static Path run() throws IOException, InterruptedException {
    delete(TARGET);
    Path project = copy(TARGET.resolve("own-handler"));
    Path repository = TARGET.resolve("repository");
    link(repository, Path.of(property("taskyard.repository", defaultRepository())));
    install(repository.resolve("org/taskyard/taskyard"), version());
    ProcessBuilder maven =
        new ProcessBuilder(
                property("taskyard.maven", "mvn"),
                "-o",
                "-B",
                "-q",
                "-Dmaven.repo.local=" + repository,
                "package")
            .directory(project.toFile())
            .redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process build = maven.start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (build.waitFor() != 0) {
      throw new AssertionError("The build of the example failed: " + said);
    }
    return project.resolve("target/own-handler.jar");
  }

  private static String defaultRepository() {
    return Path.of(System.getProperty("user.home"), ".m2/repository").toString();
  }

  private static String property(String name, String otherwise) {
    String value = System.getProperty(name, "");
    return value.isEmpty() ? otherwise : value;
  }

  /** The sources, without what a build may have left. */
  private static Path copy(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = EXAMPLE.relativize(file);
        if (!relative.startsWith("target")) {
          Files.createDirectories(to.resolve(relative).getParent());
          Files.copy(file, to.resolve(relative));
        }
      }
    }
    return to;
  }

  /** All of the real repository but its org/taskyard. */
  private static void link(Path repository, Path real) throws IOException {
    Files.createDirectories(repository.resolve("org"));
    for (Path group : list(real)) {
      if (!group.endsWith("org")) {
        Files.createSymbolicLink(repository.resolve(group.getFileName()), group);
      }
    }
    for (Path group : list(real.resolve("org"))) {
      if (!group.endsWith("taskyard")) {
        Files.createSymbolicLink(repository.resolve("org").resolve(group.getFileName()), group);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(Path::toAbsolutePath).toList();
    }
  }

  /** What {@code mvn install} would put there. */
  private static void install(Path artifact, String version) throws IOException {
    String name = "taskyard-" + version;
    Path folder = Files.createDirectories(artifact.resolve(version));
    put("pom.xml", folder.resolve(name + ".pom"));
    put("target/taskyard.war", folder.resolve(name + ".war"));
    put("target/taskyard-classes.jar", folder.resolve(name + "-classes.jar"));
    put("target/taskyard.jar", folder.resolve(name + "-runnable.jar"));
  }

  private static void put(String file, Path as) throws IOException {
    Files.createSymbolicLink(as, Path.of(file).toAbsolutePath());
  }

  /** Of this build, which the example must name. */
  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>taskyard</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("pom.xml")));
    if (!version.find()) {
      throw new AssertionError("pom.xml names no version");
    }
    return version.group(1);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
