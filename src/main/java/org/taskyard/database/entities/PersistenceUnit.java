package org.taskyard.database.entities;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What persistence.xml would say. There is none, because servers treat it differently: one finds no
 * data source that is named at the start only, another brings its own provider or none
 * (docs/adr/0023-our-own-pools-and-persistence-unit.md).
 *
 * @param written connections for transactions
 * @param read connections for queries outside of transactions, and with the hint read-only
 */
public record PersistenceUnit(
    PersistenceUnitTransactionType transactionType, DataSource written, DataSource read)
    implements PersistenceUnitInfo {

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          // named, so that EclipseLink need not ask a database that may be away
          Map.entry("eclipselink.target-database", ExactMoments.class.getName()),
          Map.entry("eclipselink.archive.factory", NoArchive.class.getName()),
          // the schema belongs to Flyway
          Map.entry("jakarta.persistence.schema-generation.database.action", "none"),
          // values are bound, never written into the statement; PostgreSQL then prepares it once
          Map.entry("eclipselink.jdbc.bind-parameters", "true"),
          Map.entry("eclipselink.jdbc.batch-writing", "JDBC"),
          Map.entry("eclipselink.jdbc.batch-writing.size", "500"),
          // the driver caches statements; here they would be held per session
          Map.entry("eclipselink.jdbc.cache-statements", "false"),
          Map.entry("eclipselink.temporal.mutable", "false"),
          // done by the build; at run time only a server could do it
          Map.entry("eclipselink.weaving", "static"),
          Map.entry("eclipselink.session-name", "taskyard"),
          Map.entry("eclipselink.logging.level", "WARNING"),
          Map.entry("eclipselink.logging.logger", DatabaseLog.class.getName()));

  /** The names of all entities and converters. */
  static List<String> entities() {
    try (InputStream listed = PersistenceUnit.class.getResourceAsStream("/META-INF/entities.xml")) {
      NodeList classes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(listed)
              .getElementsByTagName("class");
      return IntStream.range(0, classes.getLength())
          .mapToObj(i -> classes.item(i).getTextContent())
          .toList();
    } catch (IOException | ParserConfigurationException | SAXException unreadable) {
      throw new IllegalStateException("The list of entities cannot be read", unreadable);
    }
  }

  @Override
  public String getPersistenceUnitName() {
    return "taskyard";
  }

  @Override
  public String getPersistenceProviderClassName() {
    return PersistenceProvider.class.getName();
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return transactionType;
  }

  @Override
  public DataSource getJtaDataSource() {
    return written;
  }

  @Override
  public DataSource getNonJtaDataSource() {
    return read;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  @Override
  public URL getPersistenceUnitRootUrl() {
    return PersistenceUnit.class.getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  public List<String> getManagedClassNames() {
    return entities();
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  /** Statements in SQL and other nodes change rows behind a cache's back. */
  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public Properties getProperties() {
    Properties properties = new Properties();
    properties.putAll(PROPERTIES);
    return properties;
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "3.0";
  }

  @Override
  public ClassLoader getClassLoader() {
    return PersistenceUnit.class.getClassLoader();
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {
    // nothing is woven
  }

  @Override
  public ClassLoader getNewTempClassLoader() {
    return getClassLoader();
  }
}
