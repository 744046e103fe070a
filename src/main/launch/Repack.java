import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.XZInputStream;

/** A step of the build: packs archives anew, xz to gzip, into one jar. Arguments: the directory that holds them, the jar. */
class Repack {

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[1]);
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      List<Path> archives = files.filter(file -> file.toString().endsWith(".txz")).sorted().toList();
      if (archives.stream().anyMatch(archive -> modified(archive).compareTo(modified(jar)) > 0)) {
        repack(archives, jar);
      }
    }
  }

  private static void repack(List<Path> archives, Path jar) throws IOException {
    Path unfinished = Path.of(jar + ".unfinished");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (Path archive : archives) {
        ZipEntry entry = new ZipEntry(archive.getFileName().toString().replace(".txz", ".tgz"));
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(entry);
        try (InputStream in = new XZInputStream(Files.newInputStream(archive))) {
          GZIPOutputStream packed = new GZIPOutputStream(out);
          in.transferTo(packed);
          packed.finish();
        }
        out.closeEntry();
      }
    }
    Files.move(unfinished, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileTime modified(Path file) {
    try {
      return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
