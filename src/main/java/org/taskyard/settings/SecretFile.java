package org.taskyard.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A secret that is in a file: UTF-8, at most 64 KiB, without the line break at its end. No message
 * shows what is in the file, nor a path that is none: that may be the secret itself, set in the
 * wrong place.
 */
final class SecretFile {

  private static final int MOST = 64 * 1024;

  private SecretFile() {}

  /**
   * Reads it.
   *
   * @param key the setting that names the file
   * @throws Settings.Wrong if there is no such file, or no secret in it
   */
  static String read(String key, String value) {
    Path file = path(key, value);
    // what is no regular file might be read once only, or never end
    if (!Files.isRegularFile(file)) {
      throw wrong(key, file, "there is no such file, or this user cannot see it");
    }
    String secret = text(key, file).replaceFirst("\\r?\\n\\z", "");
    if (secret.isBlank()) {
      throw wrong(key, file, "the file is empty");
    }
    return secret;
  }

  private static Path path(String key, String value) {
    try {
      Path file = Path.of(value);
      if (file.isAbsolute()) {
        return file;
      }
    } catch (InvalidPathException noPath) {
      // as any other that is none
    }
    throw new Settings.Wrong(
        Settings.environmentName(key)
            + " is not an absolute path; allowed is the path of a file, such as"
            + " /run/secrets/taskyard.");
  }

  private static String text(String key, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw wrong(key, file, "the file is larger than 64 KiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw wrong(key, file, "the file is not text in UTF-8");
    } catch (IOException unreadable) {
      throw wrong(key, file, "this user cannot read the file");
    }
  }

  private static Settings.Wrong wrong(String key, Path file, String reason) {
    return new Settings.Wrong(
        Settings.environmentName(key) + " is \"" + file + "\": " + reason + ".");
  }
}
