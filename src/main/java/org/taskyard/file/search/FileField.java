package org.taskyard.file.search;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.taskyard.file.content.StoredFile;
import org.taskyard.file.content.StoredFile_;

/**
 * The fields that a search for files may name: the only way from a name that a caller sends to a
 * column.
 */
enum FileField {
  FILE_ID(Type.ID, () -> StoredFile_.fileId),
  NAME(Type.TEXT, () -> StoredFile_.name),
  CONTENT_TYPE(Type.TEXT, () -> StoredFile_.contentType),
  SIZE(Type.SIZE, () -> StoredFile_.size),
  USER_ID(Type.TEXT, () -> StoredFile_.userId),
  TASK_ID(Type.ID, () -> StoredFile_.taskId),
  CREATED_AT(Type.MOMENT, () -> StoredFile_.createdAt),
  SHA256(Type.DIGEST, () -> StoredFile_.sha256);

  /** What values of a field are like. */
  enum Type {
    ID,
    TEXT,
    SIZE,
    MOMENT,
    DIGEST
  }

  private final Type type;

  /** Asked for late: the metamodel is filled when the persistence unit starts. */
  private final Supplier<SingularAttribute<? super StoredFile, ?>> attribute;

  FileField(Type type, Supplier<SingularAttribute<? super StoredFile, ?>> attribute) {
    this.type = type;
    this.attribute = attribute;
  }

  static Optional<FileField> of(String name) {
    return Stream.of(values()).filter(field -> field.text().equals(name)).findFirst();
  }

  /** The name in JSON. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Type type() {
    return type;
  }

  /** Whether before and after mean something. */
  boolean ordered() {
    return type == Type.TEXT || type == Type.SIZE || type == Type.MOMENT;
  }

  SingularAttribute<? super StoredFile, ?> attribute() {
    return attribute.get();
  }
}
