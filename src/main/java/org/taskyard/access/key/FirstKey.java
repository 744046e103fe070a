package org.taskyard.access.key;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.access.Roles;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/**
 * At the start, somebody can get in: with the key of {@code TASKYARD_ADMIN_KEY}, else with one that
 * is made when there is none at all, and shown this once.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstKey {

  private static final Logger LOG = Logger.getLogger(FirstKey.class.getName());

  @Inject private Settings settings;

  /** Asked for here so that roles of wrong words stop the start. */
  @Inject private Roles roles;

  @EJB private KeepAdminKey keepAdminKey;

  @PostConstruct
  void start() {
    AccessSettings access = settings.access();
    if (!access.ways().contains(AccessSettings.KEYS)) {
      return;
    }
    if (access.adminKey().isPresent()) {
      keepAdminKey.keep(KeyText.of(access.adminKey().get()).orElseThrow());
    } else {
      keepAdminKey.makeFirst().ifPresent(FirstKey::show);
    }
  }

  private static void show(KeyText key) {
    LOG.log(
        Level.INFO,
        "The first key, which may do everything, shown only now: {0}"
            + " (make others with it, then delete it: docs/security/keys.md)",
        key.whole());
  }
}
