package org.taskyard.secrecy;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.taskyard.settings.StartupFailure;

/**
 * A node starts only if it can encrypt what handlers say is to be encrypted: else it would find out
 * with the first task, and have nowhere to put what came of it.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeysAtStart {

  @Inject private Sealing sealing;

  @PostConstruct
  void check() {
    // asked first: keys that are wrong stop the start, too
    if (!sealing.canEncrypt() && sealing.encrypts()) {
      throw StartupFailure.because(
          "Handlers are set to encrypt parts of their tasks, and there is no key:"
              + " set TASKYARD_ENCRYPTION_KEYS to what it was, or to new keys.",
          null);
    }
  }
}
