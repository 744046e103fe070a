package org.taskyard.access.signin;

import java.util.regex.Pattern;
import org.taskyard.http.ContextRoot;
import org.taskyard.refusal.InvalidInput;

/** Where a browser goes after its sign-in: a page of ours, and nowhere else. */
final class ReturnPath {

  /** It is kept in a cookie, of which there may be several. */
  static final int MOST = 300;

  /** No backslash, blank or control character, which browsers read in ways of their own. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]{0," + MOST + "}");

  /** Segments that lead up, also as browsers read them. */
  private static final Pattern DOTS =
      Pattern.compile("[^?#]*/(\\.|%2e){1,2}([/?#].*)?", Pattern.CASE_INSENSITIVE);

  private ReturnPath() {}

  /**
   * The path as browsers see it.
   *
   * @param wanted relative to the root of the application, or with it; null for the root
   * @throws InvalidInput if it is nothing of ours
   */
  static String of(String wanted) {
    String root = ContextRoot.path("/");
    if (wanted == null) {
      return root;
    }
    String path = wanted.startsWith("/") ? wanted : root + wanted;
    if (!FORM.matcher(wanted).matches()
        || !path.startsWith(root)
        || path.startsWith("//")
        || DOTS.matcher(path).matches()) {
      throw new InvalidInput(
          "",
          "the query parameter return is a path of this service, such as docs/api/ or #tasks, of at"
              + " most "
              + MOST
              + " characters");
    }
    return path;
  }
}
