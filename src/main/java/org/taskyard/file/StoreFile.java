package org.taskyard.file;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.taskyard.access.Principal;
import org.taskyard.access.quota.Demand;
import org.taskyard.access.quota.Quotas;
import org.taskyard.file.content.FileDraft;
import org.taskyard.file.content.FileErrors;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.NewFile;
import org.taskyard.file.content.WriteFile;
import org.taskyard.json.Json;
import org.taskyard.repeat.SubmitOnce;

/**
 * Stores a file that a caller sends, all of it or nothing. No transaction is open while the caller
 * sends: a slow one would hold a connection, and keep the database from clearing dead rows
 * everywhere.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StoreFile {

  @EJB WriteFile writer;
  @EJB OwnFile ownFile;
  @EJB SubmitOnce submitOnce;
  @Inject Quotas quotas;

  /**
   * Stores the content under a new id; or, if it is the repeat of an upload with the same key, not
   * again.
   *
   * @param announced bytes that the caller promised, negative if unknown
   * @param key an Idempotency-Key, or null
   * @param principal who sends it
   * @return the file as JSON, as the first answer had it
   * @throws org.taskyard.access.quota.QuotaExceeded if there is no room for it; nothing is stored
   * @throws FileErrors.FileIsCut if the content cannot be read to its end; nothing is stored
   * @throws org.taskyard.repeat.IdempotencyKeyReused if the key came with another file before;
   *     nothing is stored
   */
  public JsonNode store(
      NewFile file, InputStream content, long announced, String key, Principal principal) {
    if (key == null) {
      ownFile.check(file.taskId(), principal.owner());
    }
    if (quotas.on()) {
      quotas.take(List.of(new Demand(file.tenant(), file.userId(), 0, Math.max(0, announced))));
    }
    FileDraft draft = writer.begin(file);
    boolean stored = false;
    try {
      receive(content, draft, announced);
      JsonNode told =
          key == null
              ? told(ownFile.finish(draft, file.taskId(), principal.owner()))
              : once(file, draft, key, principal);
      stored = told.path("file_id").textValue().equals(draft.id().toString());
      return told;
    } finally {
      if (!stored) {
        writer.discard(draft.id());
      }
    }
  }

  /** What has come is compared with what came first, by its digest: nobody knows it earlier. */
  private JsonNode once(NewFile file, FileDraft draft, String key, Principal principal) {
    byte[] request =
        Json.bytes(
            Arrays.asList(
                file.name(),
                file.contentType(),
                file.userId(),
                file.taskId(),
                HexFormat.of().formatHex(draft.digested())));
    SubmitOnce.Answer answer =
        submitOnce.once(
            principal.repeats("file/create"),
            key,
            request,
            () -> {
              FileView made = ownFile.finish(draft, file.taskId(), principal.owner());
              return new SubmitOnce.Answer(201, null, Json.write(made));
            });
    return Json.stored(answer.body());
  }

  private static JsonNode told(FileView file) {
    return Json.MAPPER.valueToTree(file);
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
