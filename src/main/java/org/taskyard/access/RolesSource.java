package org.taskyard.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.taskyard.settings.Settings;
import org.taskyard.settings.StartupFailure;

/**
 * Reads the {@link Roles} once for the whole application. A role that names what there is not stops
 * the start, since room key asks for them at the start.
 */
@ApplicationScoped
public class RolesSource {

  @Inject private Settings settings;

  private Roles roles;

  @PostConstruct
  void read() {
    try {
      roles = Roles.with(settings.access().roles());
    } catch (IllegalArgumentException unknownWord) {
      throw StartupFailure.because(
          "TASKYARD_ROLES: " + unknownWord.getMessage() + ".", unknownWord);
    }
  }

  /** The roles, for beans. */
  @Produces
  public Roles produce() {
    return roles;
  }
}
