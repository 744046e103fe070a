package org.taskyard.file.content;

import java.io.ByteArrayOutputStream;
import java.util.UUID;

/** Files of a test that needs no database: what is written, finished and discarded is kept here. */
public final class RecordedFiles extends WriteFile {

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private UUID draft;
  private boolean finished;

  @Override
  public FileDraft begin(NewFile file) {
    draft = UUID.randomUUID();
    return new FileDraft(this, draft);
  }

  @Override
  public void append(UUID id, int position, byte[] chunk) {
    content.writeBytes(chunk);
  }

  @Override
  public FileView finish(FileDraft file, UUID task) {
    content.writeBytes(file.rest());
    finished = true;
    return new FileView(file.id(), "file", "text/plain", file.size(), "", null, null, task, null);
  }

  @Override
  public void discard(UUID id) {
    if (id.equals(draft)) {
      draft = null;
    }
  }

  /** True if a draft was begun and neither finished nor discarded. */
  public boolean hasDraft() {
    return draft != null && !finished;
  }

  public boolean hasFile() {
    return finished;
  }

  public byte[] content() {
    return content.toByteArray();
  }
}
