package org.taskyard.access.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.taskyard.access.session.SignIn;
import org.taskyard.access.token.VerifiedToken;
import org.taskyard.json.JsonText;

/** What the tokens of a sign-in come to. */
final class SignedIn {

  private static final int MOST_CHARACTERS = 100;

  /** Where issuers have a name for people to read, best first. */
  private static final List<String> NAMES = List.of("name", "preferred_username", "email");

  private SignedIn() {}

  /**
   * Who has signed in.
   *
   * @param access the token that is for this service, if there is one
   */
  static SignIn by(VerifiedToken id, Optional<VerifiedToken> access) {
    VerifiedToken rights = access.orElse(id);
    return new SignIn(
        SignIn.By.TOKEN,
        isPlain(id.subject()) ? id.subject() : rights.userId(),
        0,
        name(id.claims()),
        rights.tenant(),
        rights.userId(),
        rights.roles(),
        null,
        null);
  }

  private static String name(JsonNode claims) {
    return NAMES.stream()
        .map(claim -> claims.path(claim).asText())
        .filter(SignedIn::isPlain)
        .findFirst()
        .orElse(null);
  }

  /** Fit for the log and for the database. */
  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.length() <= MOST_CHARACTERS
        && text.codePoints().noneMatch(Character::isISOControl)
        && JsonText.unstorableText(text) == null;
  }
}
