package org.taskyard.secrecy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.Settings;

/** Rules of handlers and keys as a test wants them, without a database. */
public final class TestSecrecy {

  /** A key; the letter is part of its name, and makes it another one. */
  public static String key(char letter) {
    String secret = (letter + "").repeat(42) + "A"; // 256 bits in base64url
    return "{\"kty\": \"oct\", \"kid\": \"key-" + letter + "\", \"k\": \"" + secret + "\"}";
  }

  /** A set of such keys, the first of which encrypts. */
  public static String keys(char... letters) {
    StringBuilder keys = new StringBuilder();
    for (char letter : letters) {
      keys.append(keys.isEmpty() ? "" : ",").append(key(letter));
    }
    return "{\"keys\": [" + keys + "]}";
  }

  /** The rules of a handler. */
  public static Rules rules(List<String> masked, List<String> encrypted) {
    return new Rules(paths(PathReader.MASKED, masked), paths(PathReader.ENCRYPTED, encrypted));
  }

  private static List<JsonPath> paths(PathReader reader, List<String> texts) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    texts.forEach(list::add);
    Faults faults = new Faults();
    List<JsonPath> paths = reader.read(list, "", faults);
    faults.refuse();
    return paths;
  }

  private static KnownRules known(Map<String, Rules> rules) {
    return new KnownRules() {
      @Override
      public Map<String, Rules> all() {
        return rules;
      }
    };
  }

  private static EncryptionKeys held(String keys) {
    Map<String, String> given = new HashMap<>(Map.of("taskyard.auth", "none"));
    given.put("taskyard.encryption.keys", keys);
    EncryptionKeys held = new EncryptionKeys();
    held.settings = Settings.from(given::get);
    return held;
  }

  /** What is shown by those rules. */
  public static Secrecy secrecy(Map<String, Rules> rules, String keys) {
    Secrecy secrecy = new Secrecy();
    secrecy.rules = known(rules);
    secrecy.keys = held(keys);
    return secrecy;
  }

  /** What is stored by those rules. */
  public static Sealing sealing(Map<String, Rules> rules, String keys) {
    Sealing sealing = new Sealing();
    sealing.rules = known(rules);
    sealing.keys = held(keys);
    return sealing;
  }

  /** Nothing is encrypted. */
  public static Sealing noSealing() {
    return sealing(Map.of(), null);
  }

  static SearchGuard guard(Map<String, Rules> rules) {
    SearchGuard guard = new SearchGuard();
    guard.rules = known(rules);
    return guard;
  }

  private TestSecrecy() {}
}
