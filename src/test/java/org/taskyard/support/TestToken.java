package org.taskyard.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.taskyard.json.Json;

/** A token to be, of any header and claims, good or bad. Each step changes it and returns it. */
public final class TestToken {

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private JWK key;

  TestToken(JWK key, String algorithm) {
    header.put("alg", algorithm);
    signedWith(key);
  }

  /** Sets a claim; null takes it away. Moments become seconds. */
  public TestToken with(String claim, Object value) {
    put(claims, claim, value);
    return this;
  }

  /** Sets a member of the header; null takes it away. */
  public TestToken header(String name, Object value) {
    put(header, name, value);
    return this;
  }

  private static void put(Map<String, Object> members, String name, Object value) {
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value instanceof Instant moment ? moment.getEpochSecond() : value);
    }
  }

  /** Signed with this key, which the header names. */
  public TestToken signedWith(JWK other) {
    key = other;
    return header("kid", other.getKeyID());
  }

  /** Roles as Keycloak gives them for the audience. */
  public TestToken roles(String audience, String... roles) {
    return with("resource_access", Map.of(audience, Map.of("roles", List.of(roles))));
  }

  /** Not signed at all. */
  public String unsigned() {
    return header("alg", "none").signedPart() + ".";
  }

  /** Signed with the public key as a secret, which everybody has. */
  public String signedWithThePublicKeyAsSecret() {
    try {
      byte[] secret = ((RSAKey) key).toRSAPublicKey().getEncoded();
      return header("alg", "HS256").signed(new MACSigner(secret), "HS256");
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Signed, and a claim changed behind it. */
  public String forged(String claim, Object value) {
    String signature = compact().replaceFirst(".*\\.", "");
    return with(claim, value).signedPart() + "." + signature;
  }

  /** Signed, in the form in which it is sent. */
  public String compact() {
    return compact((String) header.get("alg"));
  }

  /** Signed by an algorithm that may be another than the header names. */
  public String compact(String algorithm) {
    try {
      return signed(
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key),
          algorithm);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String signed(JWSSigner signer, String algorithm) throws JOSEException {
    byte[] bytes = signedPart().getBytes(StandardCharsets.US_ASCII);
    JWSHeader how = new JWSHeader(JWSAlgorithm.parse(algorithm));
    return signedPart() + "." + signer.sign(how, bytes);
  }

  private String signedPart() {
    return Base64URL.encode(Json.write(header)) + "." + Base64URL.encode(Json.write(claims));
  }
}
