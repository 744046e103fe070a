package org.taskyard.access.signin;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.taskyard.http.ContextRoot;

/**
 * Where a browser reaches this service, as far as a request and {@code TASKYARD_PUBLIC_URL} tell.
 *
 * @param base where the application begins, without a slash at the end; empty if that is not known
 * @param isSafe whether a browser keeps a cookie that is for https only: on https, and from this
 *     machine
 */
record Reached(Optional<String> base, boolean isSafe) {

  /** Names that browsers resolve to this machine themselves, with a port. */
  private static final Pattern LOCAL =
      Pattern.compile(
          "(localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Looks at a request.
   *
   * <p>{@code X-Forwarded-Proto} is believed whoever sets it: nothing but the sentence for the user
   * depends on it. Over plain http a browser drops the cookie all the same.
   *
   * @param header the value of a header of the request, or null
   * @param secure whether the server itself got it by https
   * @param publicUrls where the service is reached, if that is set
   */
  static Reached of(UnaryOperator<String> header, boolean secure, List<String> publicUrls) {
    String host = String.valueOf(header.apply("Host"));
    String proto = String.valueOf(header.apply("X-Forwarded-Proto"));
    boolean https = secure || proto.split(",")[0].strip().equalsIgnoreCase("https");
    boolean local = LOCAL.matcher(host).matches();
    Optional<String> here = publicUrls.stream().filter(url -> isAt(url, host)).findFirst();
    Optional<String> base =
        here.or(() -> publicUrls.stream().findFirst())
            .or(() -> local ? Optional.of((https ? "https://" : "http://") + host) : here);
    return new Reached(
        base.map(Reached::withRoot),
        https || local || here.filter(url -> url.startsWith("https:")).isPresent());
  }

  private static boolean isAt(String url, String host) {
    return host.equalsIgnoreCase(URI.create(url).getRawAuthority());
  }

  /** A public URL with a path says itself where the application begins. */
  private static String withRoot(String url) {
    return URI.create(url).getRawPath().isEmpty() ? url + ContextRoot.path("") : url;
  }

  /**
   * Ends a sign-in that the browser would not remember.
   *
   * @throws SignInErrors.HttpsNeeded unless it keeps the cookie
   */
  void mustBeSafe() {
    if (!isSafe) {
      throw new SignInErrors.HttpsNeeded();
    }
  }
}
