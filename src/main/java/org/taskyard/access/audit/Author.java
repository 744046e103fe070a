package org.taskyard.access.audit;

import java.util.Locale;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.access.Principal;

/**
 * Who makes a change, and from where.
 *
 * @param kind of the principal, in a word; callers have those of {@link Principal.Kind}
 * @param id of the principal
 * @param tenant of the principal; empty for none
 * @param user for whom it acts, or null
 * @param address from which it came, or null
 * @param requestId of the request, or null
 * @param reason as the caller gave it, or null
 */
public record Author(
    String kind,
    String id,
    String tenant,
    String user,
    String address,
    String requestId,
    String reason) {

  /** Longer ids are cut: issuers decide how long theirs are. */
  private static final int LONGEST = 255;

  public Author {
    id = PlainText.of(id, LONGEST);
    user = PlainText.of(user, LONGEST);
  }

  /** A caller. */
  public static Author of(Principal principal, String address, String requestId, String reason) {
    return new Author(
        principal.kind().name().toLowerCase(Locale.ROOT),
        principal.id(),
        principal.tenantOrNone(),
        principal.userId(),
        address,
        requestId,
        reason);
  }

  /** The same with a reason, if there is one; cut where it is too long. */
  public Author because(String given) {
    return given == null
        ? this
        : new Author(
            kind, id, tenant, user, address, requestId, PlainText.of(given, GivenReason.LONGEST));
  }

  /** A schedule, for what it makes when it is due. */
  public static Author schedule(UUID id, Owner owner) {
    return new Author(
        "schedule", id.toString(), owner.tenantOfNew(), owner.user(), null, null, null);
  }

  /** A task, for what its handler makes while it runs on a node. */
  public static Author task(UUID id, Owner owner) {
    return new Author("task", id.toString(), owner.tenantOfNew(), owner.user(), null, null, null);
  }

  /** The service itself, by the name of the part that does it. */
  public static Author service(String part) {
    return new Author("service", part, Owner.NO_TENANT, null, null, null, null);
  }
}
