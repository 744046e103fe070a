package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tokens are accepted, and what is read from them.
 *
 * @param issuer who signs them, exactly as their {@code iss} names it
 * @param audience of these at least one is in their {@code aud}; not empty
 * @param algorithms names of what they may be signed with; asymmetric ones only
 * @param skew how far the issuer's clock and ours may differ, up to a minute
 * @param roles where the roles are: names of members from the outside in, one list for each place
 * @param user the claim that is the user's id
 * @param tenant where the tenant is, likewise; empty where tokens name none
 */
@Vetoed
public record TokenSettings(
    URI issuer,
    List<String> audience,
    Set<String> algorithms,
    Duration skew,
    List<List<String>> roles,
    String user,
    List<String> tenant) {

  private static final String ISSUER = "taskyard.jwt.issuer";
  private static final String AUDIENCE = "taskyard.jwt.audience";
  private static final String ALGORITHMS = "taskyard.jwt.algorithms";
  private static final String SKEW = "taskyard.jwt.skew";
  private static final String ROLES = "taskyard.jwt.roles";
  private static final String USER = "taskyard.jwt.user";

  /** Neither none nor HS*: for these, who can verify can also sign. */
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"));

  /** What a dot parts, unless a backslash is in front of it. */
  private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  /**
   * Reads them.
   *
   * @return empty if no issuer is set
   * @throws Settings.Wrong on the first value that is not allowed
   */
  static Optional<TokenSettings> from(Settings.Reader read) {
    String issuer = read.text(ISSUER, null);
    if (issuer == null) {
      return Optional.empty();
    }
    List<String> audience = read.words(AUDIENCE);
    if (audience.isEmpty()) {
      throw new Settings.Wrong(
          "TASKYARD_JWT_ISSUER is set and TASKYARD_JWT_AUDIENCE is not: name what the aud of a"
              + " token must hold to be meant for this service, such as taskyard.");
    }
    return Optional.of(
        new TokenSettings(
            issuer(issuer),
            audience,
            algorithms(read.words(ALGORITHMS)),
            Duration.ofSeconds(read.whole(SKEW, 30, 0, 60)),
            roles(read.words(ROLES), audience),
            read.text(USER, "sub"),
            TenantSettings.from(read).claim()));
  }

  /**
   * Whether what is sent to the address, and got from there, is safe on its way: it is on https, or
   * does not leave this machine.
   */
  public static boolean isSafe(URI address) {
    return address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null
        && ("https".equalsIgnoreCase(address.getScheme())
            || "http".equalsIgnoreCase(address.getScheme())
                && LOOPBACK.matcher(address.getHost()).matches());
  }

  private static URI issuer(String text) {
    try {
      URI issuer = new URI(text);
      if (isSafe(issuer) && issuer.getRawQuery() == null) {
        return issuer;
      }
    } catch (URISyntaxException noAddress) {
      // reported below, as any other value that is not allowed
    }
    throw Settings.Reader.wrong(
        ISSUER,
        text,
        "an https URL without query, such as https://login.example.com/realms/taskyard; http only"
            + " for localhost, 127.0.0.1 or [::1]");
  }

  private static Set<String> algorithms(List<String> named) {
    for (String name : named) {
      if (!KNOWN.contains(name)) {
        throw Settings.Reader.wrong(
            ALGORITHMS, name, "a list of some of " + String.join(", ", KNOWN));
      }
    }
    return named.isEmpty() ? KNOWN : Set.copyOf(named);
  }

  private static List<List<String>> roles(List<String> given, List<String> audience) {
    if (given.isEmpty()) {
      List<List<String>> places = new ArrayList<>();
      places.add(List.of("realm_access", "roles"));
      audience.forEach(name -> places.add(List.of("resource_access", name, "roles")));
      Stream.of("roles", "groups", "scope").map(List::of).forEach(places::add);
      return List.copyOf(places);
    }
    return given.stream().map(path -> place(ROLES, path)).toList();
  }

  /** The names of members from the outside in, of a path with dots. */
  static List<String> place(String key, String path) {
    List<String> names =
        Stream.of(DOT.split(path, -1)).map(name -> name.replace("\\.", ".")).toList();
    if (names.stream().anyMatch(String::isEmpty)) {
      throw Settings.Reader.wrong(
          key,
          path,
          "a list of names of claims such as roles or realm_access.roles, with \\. for a dot within"
              + " a name");
    }
    return names;
  }
}
