package org.taskyard.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.json.JsonText;
import org.taskyard.settings.TenantSettings;

/**
 * What a token says, and the rules for it (RFC 7519 section 4.1).
 *
 * @param all an object
 */
record Claims(JsonNode all) {

  static final int MOST_CHARACTERS_OF_USER = 64;

  /** Beyond the year 9999 seconds are milliseconds by mistake, or an attempt to overflow. */
  private static final double MOST_SECONDS = 253_402_300_799.0;

  private static final int MOST_SHOWN = 100;

  private static final List<String> OF_OTHER_TOKENS =
      List.of("nonce", "at_hash", "c_hash", "events");

  /** As Keycloak calls them in a claim, whatever the header says. */
  private static final Set<String> OTHER_TYPES = Set.of("ID", "Logout", "Refresh", "Offline");

  void mustBeOf(String issuer) {
    if (!issuer.equals(all.path("iss").textValue())) {
      throw new TokenRefused(
          Reason.ISSUER,
          "The token is of the issuer "
              + Shown.of(all.path("iss"), MOST_SHOWN)
              + "; TASKYARD_JWT_ISSUER is "
              + issuer);
    }
  }

  /** Within its time, give or take the skew. */
  void mustHold(Instant now, Duration skew) {
    Instant end = end();
    if (end == null) {
      throw new TokenRefused(Reason.NO_EXPIRY, "The token has no exp, so it would hold for ever");
    }
    if (!now.minus(skew).isBefore(end)) {
      throw new TokenRefused(Reason.EXPIRED, "The token held until " + end + ", it is " + now);
    }
    Instant begin = moment("nbf");
    if (begin != null && now.plus(skew).isBefore(begin)) {
      throw new TokenRefused(
          Reason.NOT_YET_VALID, "The token holds from " + begin + " on, it is " + now);
    }
  }

  /** Until when it holds; null if it does not say. */
  Instant end() {
    return moment("exp");
  }

  private Instant moment(String name) {
    JsonNode value = all.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw new TokenRefused(
          Reason.MALFORMED, "The token's " + name + " is no number of seconds since 1970");
    }
    return Instant.ofEpochSecond((long) seconds);
  }

  /** Meant for one of these. */
  void mustBeFor(List<String> audience) {
    JsonNode named = all.path("aud");
    if (named.isEmpty() && !named.isTextual()) {
      throw new TokenRefused(
          Reason.NO_AUDIENCE,
          "The token has no aud: have the issuer put \""
              + audience.get(0)
              + "\" into access tokens. In Keycloak add a mapper of the type Audience to the client"
              + " that gets the token: Clients, its Client scopes, its dedicated scope, Add mapper"
              + " by configuration, Audience");
    }
    if (strings(named).noneMatch(audience::contains)) {
      throw new TokenRefused(
          Reason.AUDIENCE,
          "The token is for "
              + Shown.of(named, MOST_SHOWN)
              + " and not for "
              + String.join(" ", audience));
    }
  }

  /** To call us with: no ID token, no other notice, and nobody has to prove that it is theirs. */
  void mustGrantAccess() {
    String tell = OF_OTHER_TOKENS.stream().filter(all::has).findFirst().orElse("");
    if (OTHER_TYPES.contains(text("typ"))) {
      tell = "typ";
    }
    if (!tell.isEmpty()) {
      throw new TokenRefused(
          Reason.NO_ACCESS_TOKEN,
          "This is an ID token or another that grants no access, by its claim "
              + tell
              + ": send the access token");
    }
    if (all.has("cnf")) {
      throw new TokenRefused(
          Reason.BOUND,
          "The token is bound to a key or certificate (cnf) whose proof is not supported: have the"
              + " issuer give bearer tokens to this client");
    }
  }

  /** The id of the user. */
  String user(String claim) {
    String id = all.path(claim).textValue();
    if (id == null || id.isBlank()) {
      throw new TokenRefused(
          Reason.USER,
          "The token names no user: its "
              + Shown.of(claim, MOST_SHOWN)
              + " is no text"
              + (claim.equals("sub") ? "; in Keycloak the client scope basic puts it there" : ""));
    }
    if (id.codePointCount(0, id.length()) > MOST_CHARACTERS_OF_USER
        || id.codePoints().anyMatch(Character::isISOControl)
        || JsonText.unstorableText(id) != null) {
      throw new TokenRefused(
          Reason.USER,
          "The token's "
              + Shown.of(claim, MOST_SHOWN)
              + " is no user id: 1 to "
              + MOST_CHARACTERS_OF_USER
              + " characters are, without control characters");
    }
    return id;
  }

  /**
   * The tenant at that place.
   *
   * @param place empty where tokens name none
   * @return null where tokens name none
   */
  String tenant(List<String> place) {
    if (place.isEmpty()) {
      return null;
    }
    JsonNode named = at(place);
    if (!named.isTextual() || !TenantSettings.fits(named.textValue())) {
      throw new TokenRefused(
          Reason.TENANT,
          "The token names no tenant: its "
              + Shown.of(String.join(".", place), MOST_SHOWN)
              + " (TASKYARD_TENANTS) is no text of "
              + TenantSettings.FORM);
    }
    return named.textValue();
  }

  /** A claim that is a string; empty if it is none. */
  String text(String name) {
    return all.path(name).isTextual() ? all.path(name).textValue() : "";
  }

  /**
   * The names at these places. A single string holds several with blanks between them, as scope
   * does; the slash that Keycloak puts in front of a group is cut.
   */
  Set<String> roles(List<List<String>> places) {
    return places.stream()
        .map(this::at)
        .flatMap(
            value ->
                value.isTextual() ? Stream.of(value.textValue().split("\\s+")) : strings(value))
        .map(name -> name.startsWith("/") ? name.substring(1) : name)
        .filter(name -> !name.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private JsonNode at(List<String> place) {
    JsonNode value = all;
    for (String name : place) {
      value = value.path(name);
    }
    return value;
  }

  /** The strings of an array, or the one that there is. */
  private static Stream<String> strings(JsonNode value) {
    Stream<JsonNode> each = Stream.of(value);
    if (value.isArray()) {
      Stream.Builder<JsonNode> items = Stream.builder();
      value.forEach(items);
      each = items.build();
    }
    return each.filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
