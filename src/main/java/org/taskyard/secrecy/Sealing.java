package org.taskyard.secrecy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;

/**
 * Makes of what comes in what is stored, and of that what a run is given. A field is named as in
 * JSON: {@code request}, {@code checkpoint}.
 */
@ApplicationScoped
public class Sealing {

  @Inject KnownRules rules;
  @Inject EncryptionKeys keys;

  /** Whether this node can encrypt. */
  public boolean canEncrypt() {
    return keys.any();
  }

  /** Whether any handler encrypts anything. */
  public boolean encrypts() {
    return rules.all().values().stream().anyMatch(one -> !one.encrypted().isEmpty());
  }

  /**
   * A field as it is stored.
   *
   * @param value as it came in; null for none. What is sealed already stays so.
   * @throws SecrecyErrors.NoKey if it is to be encrypted, and this node has no key
   */
  public JsonText seal(String handler, String root, JsonText value) {
    if (value == null || value.text() == null) {
      return value == null ? null : new JsonText(seal(handler, root, value.json()), null);
    }
    String json = seal(handler, root, value.json());
    return json.equals(value.json())
        ? value
        // the text holds it, too; and there is no way to tell which part of the text
        : new JsonText(Json.write(keys.seal(TextNode.valueOf(value.text()), true)), null);
  }

  /** The same of a field that is JSON, and came from a run. */
  public String seal(String handler, String root, String json) {
    List<JsonPath> paths = rules.of(handler).encrypted(root);
    if (json == null || paths.isEmpty()) {
      return json;
    }
    JsonNode stored = Json.stored(json);
    JsonNode value = stored.deepCopy();
    for (JsonPath path : paths) {
      value = path.replace(value, one -> Sealed.is(one) ? one : keys.seal(one, false));
    }
    return value.equals(stored) ? json : Json.write(value);
  }

  /** A line of a log, as it is stored. One that only looks encrypted is set apart by a blank. */
  public String sealLine(String handler, String line) {
    if (!rules.of(handler).encrypted("log").isEmpty()) {
      return Json.write(keys.seal(TextNode.valueOf(line), false));
    }
    return Sealed.isLine(line) ? " " + line : line;
  }

  /**
   * What a run is given.
   *
   * @param json as it is stored
   * @throws CannotBeRead if it cannot be decrypted here
   */
  public String opened(String json) {
    if (json == null || !Sealed.maybeIn(json)) {
      return json;
    }
    try {
      JsonNode stored = Json.stored(json);
      boolean text = Sealed.is(stored) && EncryptionKeys.isText(stored);
      JsonNode value = Sealed.open(stored, keys::open);
      return text ? Json.write(Json.stored(value.textValue())) : Json.write(value);
    } catch (EncryptionKeys.Unreadable why) {
      throw new CannotBeRead(why.getMessage());
    }
  }

  /** A part of what a run is to be given cannot be decrypted on this node. */
  public static final class CannotBeRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotBeRead(String why) {
      super(why);
    }
  }
}
