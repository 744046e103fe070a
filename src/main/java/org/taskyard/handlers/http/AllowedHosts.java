package org.taskyard.handlers.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that may be called, as the setting TASKYARD_HTTP_ALLOW names them: {@code
 * api.example.com}, {@code *.example.com} for all below it, {@code *} for all; on the ports 80 and
 * 443, unless {@code :8443} names another one or {@code :*} any.
 */
final class AllowedHosts {

  private static final Pattern FORM = Pattern.compile("(.+?)(?::(\\d+|\\*))?");

  private final List<Matcher> forms;

  /**
   * @param words checked by the settings
   */
  AllowedHosts(List<String> words) {
    this.forms = words.stream().map(FORM::matcher).filter(Matcher::matches).toList();
  }

  boolean allow(HttpCall call) {
    return forms.stream()
        .anyMatch(form -> isHost(form.group(1), call.host()) && isPort(form.group(2), call.port()));
  }

  private static boolean isHost(String form, String host) {
    String plain = form.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    return plain.equals("*")
        || plain.equals(host)
        || plain.startsWith("*.") && host.endsWith(plain.substring(1));
  }

  private static boolean isPort(String form, int port) {
    return form == null
        ? port == 80 || port == 443
        : form.equals("*") || form.equals(Integer.toString(port));
  }
}
