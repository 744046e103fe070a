package org.taskyard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

  private static final String KEY = "taskyard.db.password";
  private static final String CONTENT = "pass wörd";

  @TempDir private Path directory;

  private static String read(Map<String, String> given) {
    return new Settings.Reader(given::get).secret(KEY);
  }

  private String readFile(String content) throws IOException {
    return readFile(content.getBytes(StandardCharsets.UTF_8));
  }

  private String readFile(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("secret"), content);
    return read(Map.of(KEY + ".file", file.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void theSecretIsWhatIsInTheFileWithoutTheLineBreakAtItsEnd(String end) throws IOException {
    assertThat(readFile(CONTENT + end)).isEqualTo(CONTENT);
  }

  @Test
  void onlyOneLineBreakIsCut() throws IOException {
    assertThat(readFile(" a\nb\n\n")).isEqualTo(" a\nb\n");
  }

  @Test
  void withoutAFileItIsTheValueItself() {
    assertThat(read(Map.of(KEY, CONTENT))).isEqualTo(CONTENT);
    assertThat(read(Map.of(KEY, CONTENT, KEY + ".file", " "))).isEqualTo(CONTENT);
    assertThat(read(Map.of())).isEmpty();
  }

  @Test
  void valueAndFileTogetherAreRefused() {
    assertThatThrownBy(() -> read(Map.of(KEY, CONTENT, KEY + ".file", "/run/secrets/db")))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage("TASKYARD_DB_PASSWORD and TASKYARD_DB_PASSWORD_FILE are both set: set one.");
  }

  @ParameterizedTest
  @ValueSource(strings = {CONTENT, "whsec_c2VjcmV0/+==", "secrets/db", "a\0b"})
  void aSecretInThePlaceOfAPathIsNotShown(String value) {
    assertThatThrownBy(() -> read(Map.of(KEY + ".file", value)))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(
            "TASKYARD_DB_PASSWORD_FILE is not an absolute path; allowed is the path of a file, such"
                + " as /run/secrets/taskyard.");
  }

  @Test
  void aFileThatIsMissingIsRefused() {
    assertRefused(directory.resolve("none"), "there is no such file, or this user cannot see it");
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertRefused(directory, "there is no such file, or this user cannot see it");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the file is empty",
    "' \n', the file is empty",
    "\u00e9, the file is not text in UTF-8"
  })
  void contentThatIsNoSecretIsRefused(String content, String reason) throws IOException {
    Path file = directory.resolve("secret");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file, reason);
  }

  @Test
  void sixtyFourKibibytesAreReadAndNotMore() throws IOException {
    String most = "x".repeat(64 * 1024);
    assertThat(readFile(most)).isEqualTo(most);

    Path file = Files.writeString(directory.resolve("larger"), most + "\n");
    assertRefused(file, "the file is larger than 64 KiB");
  }

  @Test
  void thePasswordOfTheDatabaseAndTheSecretsOfWebhooksMayBeInFiles() throws IOException {
    String secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    Path password = Files.writeString(directory.resolve("password"), CONTENT + "\n");
    Path webhook = Files.writeString(directory.resolve("webhook"), secret + "\n" + secret + "\n");
    Map<String, String> given =
        Map.of(
            "taskyard.auth", "none",
            "taskyard.db.password.file", password.toString(),
            "taskyard.webhook.secret.file", webhook.toString());

    Settings settings = Settings.from(given::get);

    assertThat(settings.database().password()).isEqualTo(CONTENT);
    assertThat(settings.http().webhookSecrets()).containsExactly(secret, secret);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> read(Map.of(KEY + ".file", file.toString())))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage("TASKYARD_DB_PASSWORD_FILE is \"" + file + "\": " + reason + ".")
        .hasMessageNotContaining(CONTENT);
  }
}
