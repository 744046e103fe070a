package org.taskyard.secrecy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.taskyard.json.Json;
import org.taskyard.settings.Settings;
import org.taskyard.settings.StartupFailure;

/**
 * The keys of {@code TASKYARD_ENCRYPTION_KEYS}, and what is encrypted by them: JWE (RFC 7516) in
 * its compact form, AES-256 in GCM. The first key encrypts, each decrypts what names it.
 */
@ApplicationScoped
public class EncryptionKeys {

  private static final String SETTING = "TASKYARD_ENCRYPTION_KEYS";
  private static final int BITS = 256;

  /** Of JSON that its client has sent as the text of a string. */
  private static final String TEXT = "text";

  /** A value cannot be decrypted here; the message says why and what to do. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  @Inject Settings settings;

  private volatile Map<String, OctetSequenceKey> keys;

  /** Whether this node can encrypt. */
  boolean any() {
    return !keys().isEmpty();
  }

  /**
   * Encrypts a value.
   *
   * @param text true if it is the text of a string that holds JSON
   * @return as it is stored
   * @throws SecrecyErrors.NoKey if there is no key
   */
  JsonNode seal(JsonNode value, boolean text) {
    OctetSequenceKey key =
        keys().values().stream().findFirst().orElseThrow(SecrecyErrors.NoKey::new);
    JWEHeader.Builder header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(key.getKeyID());
    try {
      JWEObject jwe =
          new JWEObject(
              text ? header.contentType(TEXT).build() : header.build(),
              new Payload(Json.write(value)));
      jwe.encrypt(new DirectEncrypter(key));
      return Sealed.of(jwe.serialize());
    } catch (JOSEException impossible) {
      throw new IllegalStateException("a value cannot be encrypted", impossible);
    }
  }

  /** Whether a sealed value is the text of a string that holds JSON. */
  static boolean isText(JsonNode box) {
    try {
      return TEXT.equals(JWEObject.parse(Sealed.content(box)).getHeader().getContentType());
    } catch (ParseException none) {
      return false;
    }
  }

  /**
   * Decrypts a value.
   *
   * @param box as it is stored
   * @throws Unreadable if that cannot be done here
   */
  JsonNode open(JsonNode box) {
    try {
      JWEObject jwe = JWEObject.parse(Sealed.content(box));
      JWEHeader header = jwe.getHeader();
      OctetSequenceKey key = keys().get(header.getKeyID());
      if (key == null) {
        throw new Unreadable(
            "cannot be decrypted: the key %s is not in %s; put it back there"
                .formatted(header.getKeyID(), SETTING));
      }
      if (!JWEAlgorithm.DIR.equals(header.getAlgorithm())
          || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
          || header.getCompressionAlgorithm() != null) {
        throw new Unreadable("cannot be decrypted: it is not encrypted as this service does it");
      }
      jwe.decrypt(new DirectDecrypter(key));
      return Json.read(jwe.getPayload().toString());
    } catch (ParseException | JsonProcessingException none) {
      throw new Unreadable("cannot be decrypted: what is stored is damaged");
    } catch (JOSEException wrong) {
      throw new Unreadable(
          "cannot be decrypted: the key of this name in %s is another one, or what is stored is damaged"
              .formatted(SETTING));
    }
  }

  private Map<String, OctetSequenceKey> keys() {
    Map<String, OctetSequenceKey> known = keys;
    if (known == null) {
      known = settings.encryptionKeys().map(EncryptionKeys::read).orElse(Map.of());
      keys = known;
    }
    return known;
  }

  /** In their order. What is wrong stops the start; nothing of the keys is shown. */
  private static Map<String, OctetSequenceKey> read(String set) {
    Map<String, OctetSequenceKey> keys = new LinkedHashMap<>();
    try {
      for (JWK each : JWKSet.parse(set).getKeys()) {
        Optional<OctetSequenceKey> key =
            Optional.of(each).filter(EncryptionKeys::fits).map(JWK::toOctetSequenceKey);
        if (key.isEmpty() || keys.put(each.getKeyID(), key.get()) != null) {
          throw wrong();
        }
      }
    } catch (ParseException none) {
      throw wrong();
    }
    if (keys.isEmpty()) {
      throw wrong();
    }
    return keys;
  }

  private static boolean fits(JWK key) {
    Set<String> names = Set.of("dir", "A256GCM");
    return key instanceof OctetSequenceKey secret
        && secret.size() == BITS
        && key.getKeyID() != null
        && key.getKeyID().matches("[A-Za-z0-9._-]{1,64}")
        && (key.getAlgorithm() == null || names.contains(key.getAlgorithm().getName()));
  }

  private static StartupFailure wrong() {
    return StartupFailure.because(
        SETTING
            + " is wrong; allowed is a JWK set of one or more keys, each with a name of its own:"
            + " {\"keys\": [{\"kty\": \"oct\", \"kid\": \"2026-11\", \"k\": \"<32 bytes in base64url>\"}]}.",
        null);
  }
}
