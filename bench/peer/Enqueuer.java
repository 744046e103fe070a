import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Creates tasks: one per request, or many per request. */
final class Enqueuer {

  private static final int PAYLOAD = 200;
  private static final String PAD = "x".repeat(PAYLOAD);

  private final int port;
  private final String handler;
  private final int chunk;

  Enqueuer(int port, String handler, int chunk) {
    this.port = port;
    this.handler = handler;
    this.chunk = chunk;
  }

  int chunk() {
    return chunk;
  }

  private String task(int sequence) {
    String head =
        "{\"seq\":" + sequence + ",\"kind\":\"invoice.render\",\"customer\":\"c-000042\",\"locale\":\"en\",\"pad\":\"";
    return "{\"handler\":\"" + handler + "\",\"request\":" + head + PAD.substring(0, PAYLOAD - 2 - head.length()) + "\"}}";
  }

  /** One request each, from several threads; seconds. */
  double single(int from, int n, int threads) throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    return inThreads(
        threads,
        http -> {
          for (int i = next.getAndIncrement(); i < from + n; i = next.getAndIncrement()) {
            http.post("/v2/task/create", task(i));
          }
        });
  }

  /** By create-batch from one caller, who makes the next batch while one is under way; seconds. */
  double bulk(int from, int n) throws Exception {
    long begin = System.nanoTime();
    try (Http http = new Http(port)) {
      CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> batch(from, from + n));
      for (int at = from; at < from + n; at += chunk) {
        String body = next.join();
        int after = at + chunk;
        next = CompletableFuture.supplyAsync(() -> batch(after, from + n));
        http.post("/v2/task/create-batch", body);
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private String batch(int from, int end) {
    StringBuilder body = new StringBuilder(chunk * 260).append('[');
    for (int i = from; i < Math.min(from + chunk, end); i++) {
      body.append(i == from ? "" : ",").append(task(i));
    }
    return body.append(']').toString();
  }

  /** Task i is due to be enqueued at i / rate, whether or not the ones before were in time; seconds. */
  double produce(int from, int n, double rate, int threads, String file) throws Exception {
    long[] call = new long[n];
    long[] commit = new long[n];
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime() + 20_000_000;
    double seconds =
        inThreads(
            threads,
            http -> {
              for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
                call[i] = begin + (long) (i * 1e9 / rate);
                for (long rest = call[i] - System.nanoTime(); rest > 0; rest = call[i] - System.nanoTime()) {
                  LockSupport.parkNanos(rest);
                }
                http.post("/v2/task/create", task(from + i));
                commit[i] = System.nanoTime();
              }
            });
    if (file != null) {
      try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(Path.of(file)))) {
        for (int i = 0; i < n; i++) {
          lines.println((from + i) + " " + call[i] + " " + commit[i]);
        }
      }
    }
    return seconds;
  }

  private interface Work {
    void run(Http http) throws IOException;
  }

  private double inThreads(int threads, Work work) throws Exception {
    CompletableFuture<?>[] all = new CompletableFuture<?>[threads];
    long begin = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      all[i] = new CompletableFuture<Void>();
      CompletableFuture<?> mine = all[i];
      new Thread(
              () -> {
                try (Http http = new Http(port)) {
                  work.run(http);
                  mine.complete(null);
                } catch (IOException failed) {
                  mine.completeExceptionally(failed);
                }
              })
          .start();
    }
    CompletableFuture.allOf(all).get();
    return (System.nanoTime() - begin) / 1e9;
  }
}
