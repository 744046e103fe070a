package org.taskyard.task;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Statuses as their text in the database; running never gets there. */
@Converter(autoApply = true)
public class StoredStatus implements AttributeConverter<TaskStatus, String> {

  @Override
  public String convertToDatabaseColumn(TaskStatus status) {
    return status == null ? null : status.text();
  }

  @Override
  public TaskStatus convertToEntityAttribute(String column) {
    return column == null ? null : TaskStatus.of(column).orElseThrow();
  }
}
