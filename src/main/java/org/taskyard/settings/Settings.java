package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of the frame, read once and checked: a wrong value stops the start with the key, the
 * value and what is allowed.
 *
 * <p>Each is a MicroProfile Config key; the environment's form of {@code taskyard.data.dir} is
 * {@code TASKYARD_DATA_DIR}.
 *
 * @param database where the database is
 * @param dataDir where the embedded PostgreSQL keeps its data
 * @param access who may call
 * @param bodyLimit bytes of a JSON body
 * @param batchLimit bytes of the body of create-batch
 * @param fileLimit bytes of an uploaded file
 * @param workerSlots tasks that this node runs at once; 0: it runs none
 * @param workerPrefetch most tasks that it holds beyond those, while they are short
 * @param stopGrace seconds that running tasks have to end when the node stops
 * @param eventsKeep hours that events are kept for those who read on
 * @param eventsListeners most streams of events on this node
 * @param eventsPerCaller most of them for one address
 * @param historizeAfter age at which a finished task becomes history; empty: never
 * @param purgeAfter age at which history is dropped; empty: never
 * @param auditKeep how long after its end a month of the audit is kept; empty: for ever
 * @param connectionsPerAddress most connections from one address to the runnable jar; 0: any number
 * @param connectionsOfLoopback the same for loopback, where a proxy may call from
 * @param http what tasks may call
 * @param tokens which tokens are accepted; empty: none
 * @param encryptionKeys a JWK set, for what handlers have encrypted; empty: nothing can be
 * @param tenants whether there are tenants
 * @param tenantQuota how much a tenant may have and do
 * @param userQuota the same of a user
 */
@Vetoed
public record Settings(
    DatabaseSettings database,
    Path dataDir,
    AccessSettings access,
    long bodyLimit,
    long batchLimit,
    long fileLimit,
    int workerSlots,
    int workerPrefetch,
    int stopGrace,
    int eventsKeep,
    int eventsListeners,
    int eventsPerCaller,
    Optional<Duration> historizeAfter,
    Optional<Duration> purgeAfter,
    Optional<Duration> auditKeep,
    int connectionsPerAddress,
    int connectionsOfLoopback,
    HttpSettings http,
    Optional<TokenSettings> tokens,
    Optional<String> encryptionKeys,
    TenantSettings tenants,
    QuotaSettings tenantQuota,
    QuotaSettings userQuota) {

  /** The word for a time that does not come. */
  public static final String NEVER = "never";

  private static final String CONNECTIONS = "taskyard.connections.per.address";
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final long GIB = 1024 * MIB;

  /** A value that is not allowed, as one sentence. */
  public static final class Wrong extends RuntimeException {
    Wrong(String sentence) {
      super(sentence);
    }
  }

  /**
   * Reads all settings.
   *
   * @param source the value of a key, or null
   * @throws Wrong on the first value that is not allowed
   */
  public static Settings from(Function<String, String> source) {
    refuseLocale(Locale.getDefault());
    Reader read = new Reader(source);
    DatabaseSettings database = DatabaseSettings.from(read);
    return new Settings(
        database,
        DataPath.of(read.text("taskyard.data.dir", "taskyard-data"), database.embedded()),
        AccessSettings.from(read),
        read.whole("taskyard.body.limit", 8 * MIB, KIB, GIB),
        read.whole("taskyard.batch.limit", 64 * MIB, KIB, GIB),
        read.whole("taskyard.file.limit", 100 * MIB, KIB, 100 * GIB),
        (int) read.whole("taskyard.worker.slots", defaultSlots(), 0, 1_000),
        (int) read.whole("taskyard.worker.prefetch", 2_000, 0, 10_000),
        (int) read.whole("taskyard.stop.grace", 10, 0, 3_600),
        (int) read.whole("taskyard.events.keep", 24, 1, 720),
        (int) read.whole("taskyard.events.listeners", 500, 0, 10_000),
        (int) read.whole("taskyard.events.per.caller", 50, 1, 10_000),
        read.age("taskyard.historize.after", "7d"),
        read.age("taskyard.purge.after", NEVER),
        read.age("taskyard.audit.keep", "365d"),
        (int) read.whole(CONNECTIONS, 500, 0, 1_000_000),
        (int) read.whole(CONNECTIONS, 0, 0, 1_000_000),
        HttpSettings.from(read),
        TokenSettings.from(read),
        Optional.of(read.secret("taskyard.encryption.keys")).filter(keys -> !keys.isEmpty()),
        TenantSettings.from(read),
        QuotaSettings.from(read, "taskyard.quota.tenant"),
        QuotaSettings.from(read, "taskyard.quota.user"));
  }

  /** Servers look up headers and settings by names that they fold by the default locale. */
  private static void refuseLocale(Locale locale) {
    if (!"I".toLowerCase(locale).equals("i")) {
      throw new Wrong(
          "The default locale of this JVM is "
              + locale.toLanguageTag()
              + ", where the small letter of I is not i, so that names of headers and settings are"
              + " not found: start the server with -Duser.language=en.");
    }
  }

  /** Tasks mostly wait for others: more of them than processors. */
  private static int defaultSlots() {
    return Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
  }

  /** The name of a key in the environment. */
  public static String environmentName(String key) {
    return key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The value of a key: the system property, else the environment; null if there is neither. */
  public static String ofProcess(String key) {
    String property = System.getProperty(key);
    return property == null ? System.getenv(environmentName(key)) : property;
  }

  /** The values, by their form. */
  record Reader(Function<String, String> source) {

    String text(String key, String fallback) {
      String value = source.apply(key);
      return value == null || value.isBlank() ? fallback : value.strip();
    }

    /**
     * A value that nobody else may see, or empty: from the key, or from the file that the key with
     * {@code .file} behind it names ({@code TASKYARD_DB_PASSWORD_FILE}).
     */
    String secret(String key) {
      String value = text(key, "");
      String file = text(key + ".file", "");
      if (!value.isEmpty() && !file.isEmpty()) {
        throw new Wrong(
            environmentName(key) + " and " + environmentName(key) + "_FILE are both set: set one.");
      }
      return file.isEmpty() ? value : SecretFile.read(key + ".file", file);
    }

    long whole(String key, long fallback, long least, long most) {
      String value = text(key, Long.toString(fallback));
      try {
        long number = Long.parseLong(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // reported below, as any other value that is not allowed
      }
      throw wrong(key, value, "a whole number from " + least + " to " + most);
    }

    String oneOf(String key, String fallback, Set<String> allowed) {
      String value = text(key, fallback);
      if (!allowed.contains(value)) {
        throw wrong(key, value, "one of " + String.join(", ", allowed.stream().sorted().toList()));
      }
      return value;
    }

    /** Values with blanks or commas between them. */
    List<String> words(String key) {
      return split(text(key, ""));
    }

    static List<String> split(String text) {
      return Stream.of(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
    }

    Optional<Duration> age(String key, String fallback) {
      String value = text(key, fallback);
      if (value.equals(NEVER)) {
        return Optional.empty();
      }
      Optional<Duration> age = TimeSpan.of(value);
      if (age.isEmpty()) {
        throw wrong(key, value, NEVER + " or " + TimeSpan.FORM);
      }
      return age;
    }

    static Wrong wrong(String key, String value, String allowed) {
      return new Wrong(environmentName(key) + " is \"" + value + "\"; allowed is " + allowed + ".");
    }
  }
}
