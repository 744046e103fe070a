package org.taskyard.file;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import org.taskyard.file.content.FileDraft;
import org.taskyard.file.content.FileErrors;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.NewFile;
import org.taskyard.file.content.WriteFile;

/**
 * Stores a file that a caller sends, all of it or nothing. No transaction is open while the caller
 * sends: a slow one would hold a connection, and keep the database from clearing dead rows
 * everywhere.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StoreFile {

  @Inject WriteFile writer;
  @Inject OwnFile owner;

  /**
   * Stores the content under a new id.
   *
   * @param announced bytes that the caller promised, negative if unknown
   * @throws FileErrors.FileIsCut if the content cannot be read to its end; nothing is stored
   */
  public FileView store(NewFile file, InputStream content, long announced) {
    owner.check(file.taskId());
    FileDraft draft = writer.begin(file);
    boolean stored = false;
    try {
      receive(content, draft, announced);
      FileView view = owner.finish(draft, file.taskId());
      stored = true;
      return view;
    } finally {
      if (!stored) {
        writer.discard(draft.id());
      }
    }
  }

  private static void receive(InputStream content, FileDraft draft, long announced) {
    try {
      long size = content.transferTo(draft);
      if (announced >= 0 && size != announced) {
        throw new FileErrors.FileIsCut();
      }
    } catch (IOException brokenOff) {
      throw new FileErrors.FileIsCut();
    }
  }
}
