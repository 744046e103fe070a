package org.taskyard.database.entities;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Makes the persistence unit ready at the start: what is wrong with it stops the deployment. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class OpenEntities {

  @Inject private EntityManagers entityManagers;

  @PostConstruct
  void open() {
    entityManagers.open();
  }
}
