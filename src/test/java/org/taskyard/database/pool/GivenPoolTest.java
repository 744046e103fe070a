package org.taskyard.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.settings.StartupFailure;
import org.taskyard.support.TestDatabase;

class GivenPoolTest {

  private final TestDatabase database = TestDatabase.empty();
  private HikariDataSource pool;

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aPoolThatFitsIsTakenAndGetsAllConnectionsBack() {
    GivenPool given = given(source -> {}, config -> {});
    assertThatCode(given::check).doesNotThrowAnyException();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void aPoolThatBindsTextAsVarcharIsRefused() {
    assertRefused(
        given(source -> source.setStringType("varchar"), config -> {}), "stringtype=unspecified");
  }

  @Test
  void aPoolOfAnotherIsolationIsRefused() {
    assertRefused(
        given(
            source -> {}, config -> config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ")),
        "another transaction isolation than read committed");
  }

  @Test
  void aPoolOfFewConnectionsIsRefusedWithHowManyItTakes() {
    assertRefused(
        given(source -> {}, config -> config.setMaximumPoolSize(3)),
        "gives 3 connections at a time; Taskyard needs 10");
  }

  @Test
  void aPoolWhoseDatabaseIsAwayIsRefused() {
    assertRefused(
        given(source -> source.setPortNumbers(new int[] {1}), config -> {}), "gives no connection");
  }

  private void assertRefused(GivenPool given, String why) {
    assertThatThrownBy(given::check)
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("The data source jdbc/given (TASKYARD_DATASOURCE)")
        .hasMessageContaining(why);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private GivenPool given(Consumer<PGSimpleDataSource> driver, Consumer<HikariConfig> settings) {
    PGSimpleDataSource source = database.newSource();
    source.setStringType("unspecified");
    driver.accept(source);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setConnectionTimeout(1_000);
    config.setInitializationFailTimeout(-1);
    settings.accept(config);
    pool = new HikariDataSource(config);
    return new GivenPool("jdbc/given", pool);
  }
}
