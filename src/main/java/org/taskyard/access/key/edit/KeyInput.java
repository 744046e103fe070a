package org.taskyard.access.key.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.taskyard.access.HandlerName;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.settings.TenantSettings;

/**
 * What a client says of a key, at create or at update.
 *
 * @param present names of the members that were sent; at update the others stay as they are
 * @param handlers null for any
 * @param tenant null if none is named
 * @param revokes whether the key is to be revoked
 */
record KeyInput(
    Set<String> present,
    String name,
    List<String> roles,
    List<String> scopes,
    List<String> handlers,
    String tenant,
    String userId,
    Instant expiresAt,
    boolean revokes) {

  private static final int MAX_NAME = 100;
  private static final int MAX_USER = 64;
  private static final int MAX_WORDS = 100;

  private static final List<String> OF_KEY =
      List.of("name", "roles", "scopes", "handlers", "tenant", "user_id", "expires_at");

  /** Only the server sets them; clients send whole objects back, so they are let in. */
  private static final List<String> SERVER_OWNED =
      List.of(
          "revoked_at", "previous_until", "last_used_at", "created_at", "created_by", "updated_at");

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          Stream.of(List.of("key_id"), OF_KEY, List.of("revoked"), SERVER_OWNED)
              .flatMap(List::stream)
              .toList());

  /** Reads a new key; what is wrong becomes faults. */
  static KeyInput ofNew(JsonNode node, Roles known, Faults faults) {
    JsonFields fields = JsonFields.of(node, "", faults);
    if (!fields.given("name")) {
      fields.fault("name", "required: who or what uses the key");
    }
    if (fields.has("revoked")) {
      fields.fault("revoked", "a key is revoked by an update");
    }
    return read(fields, known, faults);
  }

  /** Reads the changes of a key; what is wrong becomes faults. */
  static KeyInput ofChange(JsonNode node, String id, Roles known, Faults faults) {
    JsonFields fields = JsonFields.of(node, "", faults);
    if (fields.has("name") && !fields.given("name")) {
      fields.fault("name", "a key always has a name");
    }
    if (fields.given("key_id") && !id.equals(fields.node("key_id").asText())) {
      fields.fault("key_id", "is not the id of the key that is updated; an id never changes");
    }
    if (fields.has("revoked") && !isTrue(fields.node("revoked"))) {
      fields.fault("revoked", "true is expected; a revoked key stays revoked");
    }
    return read(fields, known, faults);
  }

  private static KeyInput read(JsonFields fields, Roles known, Faults faults) {
    Words words = new Words(fields, faults);
    fields.only(KNOWN);
    String name = fields.text("name", MAX_NAME);
    if (name != null && name.isBlank()) {
      fields.fault("name", "a name of 1 to " + MAX_NAME + " characters is expected");
    }
    String user = fields.text("user_id", MAX_USER);
    if (user != null && user.isEmpty()) {
      fields.fault("user_id", "1 to " + MAX_USER + " characters are expected, or null for no user");
    }
    String tenant = fields.text("tenant", TenantSettings.LONGEST);
    if (tenant != null && !TenantSettings.fits(tenant)) {
      fields.fault("tenant", TenantSettings.FORM + " are expected");
    }
    String roles = "a role is expected, one of " + String.join(", ", known.names());
    String scopes = "a scope is expected, one of " + String.join(", ", Scope.texts());
    return new KeyInput(
        Set.copyOf(OF_KEY.stream().filter(fields::has).toList()),
        name,
        words.of("roles", known.names()::contains, roles),
        words.of("scopes", word -> Scope.of(word).isPresent(), scopes),
        fields.given("handlers")
            ? words.of("handlers", HandlerName::fits, "the name of a handler is expected")
            : null,
        tenant,
        user,
        fields.moment("expires_at"),
        fields.has("revoked") && isTrue(fields.node("revoked")));
  }

  private static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.booleanValue();
  }

  /** Reads lists of words. */
  private record Words(JsonFields fields, Faults faults) {

    /** Each once, in the order given; none if the member is absent or null. */
    List<String> of(String member, Predicate<String> fits, String fault) {
      if (!fields.given(member)) {
        return List.of();
      }
      JsonNode array = fields.node(member);
      if (!array.isArray() || array.size() > MAX_WORDS) {
        fields.fault(member, "a list of at most " + MAX_WORDS + " strings is expected");
        return List.of();
      }
      Set<String> words = new LinkedHashSet<>();
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual() && fits.test(array.get(i).textValue())) {
          words.add(array.get(i).textValue());
        } else {
          faults.add(fields.pointer(member) + "/" + i, fault);
        }
      }
      return List.copyOf(words);
    }
  }

  /**
   * Refuses to move a key to another tenant.
   *
   * @throws InvalidInput if that is what is asked for
   */
  void keepTenant(String own) {
    if (tenant != null && !tenant.equals(own)) {
      throw new InvalidInput("/tenant", "a key stays with its tenant; create another key");
    }
  }

  /** True if the member was sent, also as null. */
  boolean has(String member) {
    return present.contains(member);
  }
}
