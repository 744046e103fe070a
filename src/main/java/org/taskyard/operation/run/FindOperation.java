package org.taskyard.operation.run;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.operation.order.StoredOperation;

/** Finds an operation, or the preview of one, by its id. */
@Stateless
public class FindOperation {

  @Inject private Sql sql;

  /** The operation as it is now, if its tenant is one that the owner sees. */
  public Optional<StoredOperation> find(UUID id, Owner owner) {
    return StoredOperation.find(id, owner, sql);
  }
}
