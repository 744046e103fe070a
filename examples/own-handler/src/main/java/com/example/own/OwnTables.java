package com.example.own;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the handlers' own tables up to date, with a history of their own: the numbers of
 * Taskyard's migrations belong to Taskyard.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class OwnTables {

  @Inject
  @Named("taskyard")
  private DataSource database;

  @PostConstruct
  void migrate() {
    Flyway.configure(OwnTables.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/own")
        .table("own_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
