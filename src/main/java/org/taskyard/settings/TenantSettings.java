package org.taskyard.settings;

import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the installation is shared by tenants, who see nothing of each other.
 *
 * @param on whether there are tenants
 * @param claim where tokens name theirs: names of members from the outside in; empty: only keys do
 */
@Vetoed
public record TenantSettings(boolean on, List<String> claim) {

  /** Characters of a tenant's name at most. */
  public static final int LONGEST = 64;

  /** What a tenant's name looks like, in words. */
  public static final String FORM =
      "1 to " + LONGEST + " of A-Z a-z 0-9 . _ : @ / | ~ + = -, a letter or digit first";

  private static final String TENANTS = "taskyard.tenants";
  private static final String KEYS = "keys";
  private static final String CLAIM = "claim:";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/|~+=-]{0,63}");

  /** Whether this can be the name of a tenant. */
  public static boolean fits(String name) {
    return NAME.matcher(name).matches();
  }

  static TenantSettings from(Settings.Reader read) {
    String text = read.text(TENANTS, "");
    if (text.isEmpty() || text.equals(KEYS)) {
      return new TenantSettings(!text.isEmpty(), List.of());
    }
    if (!text.startsWith(CLAIM) || text.length() == CLAIM.length()) {
      throw Settings.Reader.wrong(
          TENANTS, text, "claim: and the name of a claim, such as claim:tenant_id, or keys");
    }
    if (read.text("taskyard.jwt.issuer", null) == null) {
      throw new Settings.Wrong(
          "TASKYARD_TENANTS names a claim of tokens and TASKYARD_JWT_ISSUER is not set: set both,"
              + " or TASKYARD_TENANTS=keys.");
    }
    return new TenantSettings(
        true, TokenSettings.place(TENANTS, text.substring(CLAIM.length()).strip()));
  }
}
