package org.taskyard.database.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ServersConnectionsTest {

  private ClassLoader asked;

  @Test
  void thePoolIsNotAskedByTheClassLoaderOfTheApplication() throws SQLException {
    ClassLoader ours = Thread.currentThread().getContextClassLoader();
    new ServersConnections(
            new PGSimpleDataSource() {
              @Override
              public Connection getConnection() {
                asked = Thread.currentThread().getContextClassLoader();
                return null;
              }
            })
        .getConnection();
    assertThat(asked).isEqualTo(ServersConnections.class.getClassLoader().getParent());
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(ours);
  }
}
