import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Remote workers: claim, note when each task came, complete and claim the next with the same request. */
final class Workers {

  private static final String ID = "\"task_id\":\"";
  private static final String TOKEN = "\"lease_token\":\"";
  private static final String SEQUENCE = "\"seq\":";
  private static final int UUID_LENGTH = 36;

  final AtomicLong handled = new AtomicLong();
  final long[] starts = new long[4_000_000];
  volatile long expected = -1;
  volatile long first;
  volatile long quarter;
  volatile long threeQuarters;

  private final int port;
  private final String claim;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  Workers(int port, String handler, int batch) {
    this.port = port;
    claim = "{\"handlers\":[\"" + handler + "\"],\"max\":" + batch + ",\"worker\":\"bench\",\"wait_seconds\":2}";
  }

  void start(int count) {
    stopped = false;
    for (int i = 0; i < count; i++) {
      Thread worker = new Thread(this::work);
      worker.start();
      threads.add(worker);
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    for (Thread worker : threads) {
      worker.join();
    }
    threads.clear();
  }

  private void work() {
    try (Http http = new Http(port)) {
      while (!stopped) {
        String report = run(http.post("/v2/work/claim", claim));
        while (report != null) {
          report = run(http.post("/v2/work/complete", report));
        }
      }
    } catch (IOException failed) {
      failed.printStackTrace();
    }
  }

  /** Runs what came, and returns the report about it; null if nothing came. */
  private String run(String answer) {
    StringBuilder report = null;
    int at = answer.indexOf("\"tasks\":");
    for (at = answer.indexOf(ID, Math.max(at, 0)); at >= 0; at = answer.indexOf(ID, at)) {
      String id = answer.substring(at + ID.length(), at + ID.length() + UUID_LENGTH);
      int token = answer.indexOf(TOKEN, at) + TOKEN.length();
      int number = answer.indexOf(SEQUENCE, token) + SEQUENCE.length();
      number += answer.charAt(number) == ' ' ? 1 : 0;
      handle(Integer.parseInt(answer, number, answer.indexOf(',', number), 10));
      report = report == null ? new StringBuilder(answer.length() / 2).append("{\"tasks\":[") : report.append(',');
      report.append("{\"task_id\":\"").append(id).append("\",\"lease_token\":\"")
          .append(answer, token, token + UUID_LENGTH).append("\"}");
      at = number;
    }
    return report == null ? null : report.append("],\"claim\":").append(claim).append('}').toString();
  }

  private void handle(int sequence) {
    long now = System.nanoTime();
    starts[sequence] = now;
    long count = handled.incrementAndGet();
    if (count == 1) {
      first = now;
    }
    if (count == expected / 4) {
      quarter = now;
    }
    if (count == expected * 3 / 4) {
      threeQuarters = now;
    }
  }

  void dump(int from, int n, String file) throws IOException {
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(Path.of(file)))) {
      for (int i = from; i < from + n; i++) {
        lines.println(i + " " + starts[i]);
      }
    }
  }
}
