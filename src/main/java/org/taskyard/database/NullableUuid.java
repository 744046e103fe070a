package org.taskyard.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/**
 * UUIDs that may be null. EclipseLink 4.0 puts a converter of its own on UUID attributes that fails
 * on null (eclipse-ee4j/eclipselink#2717); bound as text, PostgreSQL takes them as well.
 */
@Converter
public class NullableUuid implements AttributeConverter<UUID, Object> {

  @Override
  public Object convertToDatabaseColumn(UUID id) {
    return id == null ? null : id.toString();
  }

  @Override
  public UUID convertToEntityAttribute(Object column) {
    return column == null || column instanceof UUID
        ? (UUID) column
        : UUID.fromString(column.toString());
  }
}
