package org.taskyard.access.key;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.taskyard.access.Authentication;
import org.taskyard.access.Credentials;
import org.taskyard.access.FailedAttempts;
import org.taskyard.access.Principal;
import org.taskyard.access.Unauthenticated;
import org.taskyard.database.Outage;
import org.taskyard.database.StatementFailed;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/** Lets in whoever shows a key, where {@code TASKYARD_AUTH} has {@code keys}. */
@ApplicationScoped
public class KeyAuthentication implements Authentication {

  @Inject Settings settings;
  @Inject FindKey findKey;
  @Inject FailedAttempts attempts;
  @Inject NoteUse noteUse;

  private KnownKeys known;
  private boolean active;

  @PostConstruct
  void start() {
    active = settings.access().ways().contains(AccessSettings.KEYS);
    known = new KnownKeys(System::nanoTime, attempts, findKey::find);
  }

  @Override
  public boolean takes(Credentials credentials) {
    return active
        && credentials.bearer() != null
        && credentials.bearer().startsWith(KeyText.PREFIX);
  }

  @Override
  public Principal principal(Credentials credentials) {
    KeyText shown =
        KeyText.of(credentials.bearer())
            .orElseThrow(() -> new Unauthenticated("malformed", "a key of no known form"));
    byte[] digest = shown.digest();
    StoredKey key;
    try {
      key = known.find(shown.id(), digest, credentials.address()).orElse(StoredKey.NOBODYS);
    } catch (StatementFailed failed) {
      throw Outage.explains(failed) ? Outage.refusal() : failed;
    }
    Principal principal = key.principal(shown.id(), digest);
    noteUse.of(shown.id());
    return principal;
  }

  /** While the database is away it does: what goes on comes from there, too. */
  @Override
  public boolean stillHolds(Principal principal) {
    if (!active || principal.kind() != Principal.Kind.KEY) {
      return false;
    }
    try {
      return known.find(principal.id()).filter(key -> key.stillGives(principal)).isPresent();
    } catch (StatementFailed failed) {
      if (Outage.explains(failed)) {
        return true;
      }
      throw failed;
    }
  }
}
