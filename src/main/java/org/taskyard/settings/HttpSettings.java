package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What tasks may call over HTTP.
 *
 * @param allow hosts, {@code *.} in front for all below, {@code :port} behind for another port
 * @param allowPrivate addresses that may be called although they are not public
 * @param webhookSecrets what calls are signed with, {@code whsec_} and base64; none: not signed
 */
@Vetoed
public record HttpSettings(
    List<String> allow, List<AddressRange> allowPrivate, List<String> webhookSecrets) {

  private static final String ALLOW = "taskyard.http.allow";
  private static final String ALLOW_PRIVATE = "taskyard.http.allow.private";
  private static final String SECRET = "taskyard.webhook.secret";

  private static final Pattern HOST =
      Pattern.compile(
          "(\\*|(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*|\\[[0-9a-fA-F:.]+])(:(\\d{1,5}|\\*))?");

  /** 32 to 88 characters are 24 to 64 bytes. */
  private static final Pattern KEY =
      Pattern.compile(
          "whsec_(?=.{32,88}$)([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");

  static HttpSettings from(Settings.Reader read) {
    List<String> allow = read.words(ALLOW);
    for (String host : allow) {
      if (!HOST.matcher(host).matches()) {
        throw Settings.Reader.wrong(
            ALLOW, host, "a list of hosts such as api.example.com *.example.org:8443");
      }
    }
    List<String> secrets = Settings.Reader.split(read.secret(SECRET));
    if (!secrets.stream().allMatch(secret -> KEY.matcher(secret).matches())) {
      throw Settings.Reader.wrong(
          SECRET, "…", "a list of secrets, each whsec_ and 24 to 64 bytes in base64");
    }
    return new HttpSettings(
        allow, read.words(ALLOW_PRIVATE).stream().map(HttpSettings::addresses).toList(), secrets);
  }

  private static AddressRange addresses(String text) {
    return AddressRange.of(text)
        .orElseThrow(() -> Settings.Reader.wrong(ALLOW_PRIVATE, text, AddressRange.FORM));
  }
}
