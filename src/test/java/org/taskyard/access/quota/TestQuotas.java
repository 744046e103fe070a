package org.taskyard.access.quota;

import java.util.Map;
import org.taskyard.settings.Settings;

/** Quotas for tests of what asks them. */
public final class TestQuotas {

  private TestQuotas() {}

  /** Nobody has one. */
  public static Quotas none() {
    return new Quotas(() -> 0, null, Settings.from(Map.<String, String>of()::get));
  }
}
