package org.taskyard.access.token;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.taskyard.access.Authentication;
import org.taskyard.access.Credentials;
import org.taskyard.access.Principal;
import org.taskyard.access.Roles;
import org.taskyard.access.Unauthenticated;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.refusal.ServiceException;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/** Callers who show a token of the issuer: the scopes are those that its roles come to. */
@ApplicationScoped
public class TokenAuthentication implements Authentication {

  @Inject private Settings settings;
  @Inject private TokenVerifier verifier;
  @Inject private Roles roles;

  private boolean active;

  @PostConstruct
  void start() {
    active = settings.access().ways().contains(AccessSettings.JWT);
  }

  /** Three parts with dots between them; a key has none. */
  @Override
  public boolean takes(Credentials credentials) {
    return active && credentials.bearer() != null && credentials.bearer().indexOf('.') >= 0;
  }

  @Override
  public Principal principal(Credentials credentials) {
    VerifiedToken token;
    try {
      token = verifier.verify(credentials.bearer());
    } catch (TokenRefused refused) {
      if (refused.reason() == Reason.ISSUER_UNAVAILABLE) {
        throw new IssuerUnavailable();
      }
      throw new Unauthenticated(
          refused.reason().name().toLowerCase(Locale.ROOT), refused.getMessage());
    }
    return new Principal(
            Principal.Kind.TOKEN,
            token.subject(),
            token.userId(),
            roles.scopes(token.roles()),
            null,
            token.expiresAt())
        .of(token.tenant());
  }

  /** A token cannot be taken back: it holds until its end. */
  @Override
  public boolean stillHolds(Principal principal) {
    return active
        && principal.kind() == Principal.Kind.TOKEN
        && SharedTime.now().isBefore(principal.until());
  }

  /** Nothing can be said of a token now. */
  static final class IssuerUnavailable extends ServiceException {
    private static final long serialVersionUID = 1L;

    IssuerUnavailable() {
      super(
          Kind.BUSY,
          "unavailable",
          "Not available now",
          "The issuer of tokens cannot be reached, and its keys are not known yet.");
    }
  }
}
