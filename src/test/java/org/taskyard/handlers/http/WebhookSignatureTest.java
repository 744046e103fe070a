package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  /** The example of the specification, Standard Webhooks 1.0.0; recomputed by Python's hmac. */
  @Test
  void theExampleOfTheSpecificationGetsItsSignature() {
    byte[] body =
        "{\"event_type\":\"ping\",\"data\":{\"success\":true}}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            new WebhookSignature(List.of("whsec_plJ3nmyCDGBKInavdOK15jsl"))
                .of("msg_loFOjxBNrRLzqYUf", 1731705121, body))
        .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
  }

  @Test
  void eachSecretSignsWhileOneTakesThePlaceOfAnother() {
    String old = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    String fresh = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
    byte[] body = new byte[0];
    assertThat(new WebhookSignature(List.of(fresh, old)).of("id", 1, body))
        .isEqualTo(
            new WebhookSignature(List.of(fresh)).of("id", 1, body)
                + " "
                + new WebhookSignature(List.of(old)).of("id", 1, body));
  }

  @Test
  void withoutASecretNothingIsSigned() {
    assertThat(new WebhookSignature(List.of()).isMade()).isFalse();
  }
}
