package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may call, and how it shows who it is.
 *
 * @param ways how callers show who they are: {@code keys}, {@code jwt}, or {@code none} alone
 * @param adminKey the first key; empty: one is made at the first start
 * @param roles words by role: scopes and other roles
 * @param open pages that need no right: {@code docs}, {@code openapi}, {@code metrics}
 * @param queryToken whether the query parameter {@code access-token} is read
 * @param corsOrigins origins of other sites whose scripts may call
 * @param publicUrls where browsers reach this service, if a proxy says otherwise; a sign-in comes
 *     back to the one that it was begun at, else to the first
 * @param session signing in with a browser
 */
@Vetoed
public record AccessSettings(
    Set<String> ways,
    Optional<String> adminKey,
    Map<String, List<String>> roles,
    Set<String> open,
    boolean queryToken,
    List<String> corsOrigins,
    List<String> publicUrls,
    SessionSettings session) {

  /** The way of letting in everybody. */
  public static final String NONE = "none";

  /** By keys of our own. */
  public static final String KEYS = "keys";

  /** By tokens of an issuer. */
  public static final String JWT = "jwt";

  private static final String AUTH = "taskyard.auth";
  private static final String ROLES = "taskyard.roles";
  private static final String OPEN = "taskyard.open";
  private static final String PUBLIC_URL = "taskyard.public.url";
  private static final String ADMIN_KEY = "taskyard.admin.key";

  /** What a key looks like: an id of 64 bits that is no secret, and a secret of 256. */
  public static final Pattern KEY_FORM = Pattern.compile("tyk_([0-9a-f]{16})_([0-9a-f]{64})");

  private static final Pattern ROLE =
      Pattern.compile(
          "\\s*([A-Za-z][A-Za-z0-9._-]{0,63})\\s*=((\\s*[A-Za-z][A-Za-z0-9._:-]*)*)\\s*");

  static AccessSettings from(Settings.Reader read) {
    return new AccessSettings(
        ways(read),
        adminKey(read),
        roles(read),
        words(read, OPEN, "docs openapi", Set.of("docs", "openapi", "metrics", NONE)),
        read.oneOf("taskyard.query.token", "false", Set.of("true", "false")).equals("true"),
        origins(read, "taskyard.cors.origins"),
        origins(read, PUBLIC_URL),
        SessionSettings.from(read));
  }

  /** Whether callers show who they are at all. */
  public boolean asks() {
    return !ways.contains(NONE);
  }

  /** The origins whose pages may change something, beside that which a request is sent to. */
  public Set<String> trustedOrigins() {
    return Stream.concat(
            corsOrigins.stream(),
            // of a page, whose path no header names
            publicUrls.stream().map(url -> url.replaceAll("^([a-z]+://[^/]+).*", "$1")))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> ways(Settings.Reader read) {
    Set<String> ways = words(read, AUTH, KEYS, Set.of(KEYS, JWT, NONE));
    if (ways.contains(NONE) && ways.size() > 1) {
      throw Settings.Reader.wrong(
          AUTH, read.text(AUTH, ""), "none alone, or keys, jwt, or both: keys,jwt");
    }
    return ways;
  }

  private static Optional<String> adminKey(Settings.Reader read) {
    String key = read.secret(ADMIN_KEY);
    if (!key.isEmpty() && !KEY_FORM.matcher(key).matches()) {
      throw Settings.Reader.wrong(
          ADMIN_KEY,
          "…",
          "tyk_, 16 hexadecimal digits, _ and 64 hexadecimal digits, in small letters");
    }
    return Optional.of(key).filter(text -> !text.isEmpty());
  }

  private static Set<String> words(
      Settings.Reader read, String key, String fallback, Set<String> allowed) {
    Set<String> words = new LinkedHashSet<>(List.of(read.text(key, fallback).split("[\\s,]+")));
    words.remove("");
    if (words.isEmpty() || !allowed.containsAll(words)) {
      throw Settings.Reader.wrong(
          key,
          read.text(key, fallback),
          "one or more of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return words;
  }

  private static Map<String, List<String>> roles(Settings.Reader read) {
    Map<String, List<String>> roles = new LinkedHashMap<>();
    for (String role : read.text(ROLES, "").split(";", -1)) {
      if (role.isBlank()) {
        continue;
      }
      var parts = ROLE.matcher(role);
      if (!parts.matches()) {
        throw Settings.Reader.wrong(
            ROLES, role, "roles such as support=task:read task:all-users; night-shift=operator");
      }
      List<String> words = List.of(parts.group(2).strip().split("\\s+"));
      roles.put(parts.group(1), words.equals(List.of("")) ? List.of() : words);
    }
    return roles;
  }

  private static List<String> origins(Settings.Reader read, String key) {
    return read.words(key).stream().map(text -> origin(key, text)).toList();
  }

  /** Scheme, host and port, written as browsers do; where the service is may be below a path. */
  private static String origin(String key, String text) {
    try {
      URI uri = URI.create(text.replaceAll("/+$", ""));
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean bare = uri.getRawPath().isEmpty() || key.equals(PUBLIC_URL);
      if (web
          && uri.getHost() != null
          && bare
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null) {
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        boolean named = uri.getPort() != -1 && uri.getPort() != usual;
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getScheme()
            + "://"
            + host
            + (named ? ":" + uri.getPort() : "")
            + uri.getRawPath();
      }
    } catch (IllegalArgumentException unreadable) {
      // reported below
    }
    throw Settings.Reader.wrong(key, text, "a list of origins such as https://console.example.com");
  }
}
