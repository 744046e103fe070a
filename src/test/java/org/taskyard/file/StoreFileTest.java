package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Owner;
import org.taskyard.access.Principal;
import org.taskyard.access.quota.TestQuotas;
import org.taskyard.file.content.FileDraft;
import org.taskyard.file.content.FileErrors.FileIsCut;
import org.taskyard.file.content.FileErrors.FileNotFound;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.NewFile;
import org.taskyard.file.content.RecordedFiles;

class StoreFileTest {

  private static final int SIZE = 2 * FileDraft.CHUNK_BYTES + 17;
  private static final NewFile FILE = new NewFile("file", "text/plain", "", null, null);

  private final byte[] content = new byte[SIZE];
  private final RecordedFiles files = new RecordedFiles();
  private final StoreFile storeFile = new StoreFile();

  @BeforeEach
  void wire() {
    new Random(3).nextBytes(content);
    storeFile.writer = files;
    storeFile.quotas = TestQuotas.none();
    storeFile.ownFile = new Owning(false);
  }

  @Test
  void whatComesIsStoredWhetherItsLengthWasAnnouncedOrNot() {
    storeFile.store(FILE, new ByteArrayInputStream(content), -1, null, Principal.NOBODY);
    assertThat(files.hasFile()).isTrue();
    assertThat(files.content()).isEqualTo(content);
  }

  @Test
  void lessOrMoreThanWasAnnouncedIsNotStored() {
    for (long announced : new long[] {SIZE - 1, SIZE + 1, 0}) {
      assertThatThrownBy(
              () ->
                  storeFile.store(
                      FILE, new ByteArrayInputStream(content), announced, null, Principal.NOBODY))
          .isInstanceOf(FileIsCut.class);
      assertNothingIsLeft();
    }
  }

  @Test
  void anUploadThatBreaksOffIsNotStored() {
    InputStream breaking =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    InputStream body = new SequenceInputStream(new ByteArrayInputStream(content), breaking);
    assertThatThrownBy(() -> storeFile.store(FILE, body, -1, null, Principal.NOBODY))
        .isInstanceOf(FileIsCut.class);
    assertNothingIsLeft();
  }

  @Test
  void aBodyThatIsRefusedOnTheWayLeavesNothing() {
    InputStream tooLong =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("too large");
          }
        };
    InputStream body = new SequenceInputStream(new ByteArrayInputStream(content), tooLong);
    assertThatThrownBy(() -> storeFile.store(FILE, body, -1, null, Principal.NOBODY))
        .isInstanceOf(IllegalStateException.class);
    assertNothingIsLeft();
  }

  @Test
  void aTaskThatVanishedMeanwhileGetsNoFile() {
    storeFile.ownFile = new Owning(true);
    assertThatThrownBy(
            () ->
                storeFile.store(
                    FILE, new ByteArrayInputStream(content), SIZE, null, Principal.NOBODY))
        .isInstanceOf(FileNotFound.class);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    assertThat(files.hasFile()).isFalse();
    assertThat(files.hasDraft()).isFalse();
  }

  private final class Owning extends OwnFile {
    private final boolean gone;

    Owning(boolean gone) {
      this.gone = gone;
    }

    @Override
    public void check(UUID task, Owner owner) {
      // there is no database
    }

    @Override
    public FileView finish(FileDraft draft, UUID task, Owner owner) {
      if (gone) {
        throw new FileNotFound();
      }
      return files.finish(draft, task);
    }
  }
}
