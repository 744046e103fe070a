import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command loop of bench/adapter. */
public final class Adapter {

  private final Map<String, String> options;
  private final boolean remote;
  private final Service service;
  private final Enqueuer enqueuer;
  private final Workers workers;

  private Adapter(Map<String, String> options) throws Exception {
    this.options = options;
    remote = options.getOrDefault("work", "remote").equals("remote");
    service = new Service(options);
    service.open();
    String handler = remote ? "BenchHandler" : "EchoHandler";
    enqueuer = new Enqueuer(service.port(), handler, Integer.parseInt(options.getOrDefault("chunk", "10000")));
    workers = new Workers(service.port(), handler, Integer.parseInt(options.getOrDefault("batch", "1000")));
    if (!remote) {
      pause(true);
    }
  }

  public static void main(String[] args) throws Exception {
    Adapter adapter = new Adapter(named(args));
    System.out.println("{\"ready\":true}");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
      try {
        System.out.println(adapter.answer(line.trim().split(" +")));
      } catch (Exception failed) {
        failed.printStackTrace();
        System.out.println("{\"error\":\"" + String.valueOf(failed).replaceAll("[\\\\\"\\p{Cntrl}]", " ") + "\"}");
      }
    }
    adapter.workers.stop();
    adapter.service.close();
    System.exit(0);
  }

  private static Map<String, String> named(String[] words) {
    Map<String, String> named = new HashMap<>();
    for (String word : words) {
      int sign = word.indexOf('=');
      if (sign > 0) {
        named.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
    return named;
  }

  private String answer(String[] words) throws Exception {
    Map<String, String> given = named(words);
    int from = Integer.parseInt(given.getOrDefault("from", "0"));
    int n = Integer.parseInt(given.getOrDefault("n", "0"));
    int threads = Integer.parseInt(given.getOrDefault("threads", "1"));
    int limit = Integer.parseInt(given.getOrDefault("limit", "60"));
    int warmUp = Integer.parseInt(given.getOrDefault("warmup", "0"));
    switch (words[0]) {
      case "setup", "open":
        return "{}"; // the service migrates its database when it starts, and always takes tasks
      case "fill":
        return took(n, enqueuer.bulk(from, n));
      case "single":
        enqueuer.single(n, warmUp, threads);
        return took(n, enqueuer.single(from, n, threads));
      case "bulk":
        enqueuer.bulk(n, warmUp);
        return "{\"n\":" + n + ",\"s\":" + enqueuer.bulk(from, n) + ",\"chunk\":" + enqueuer.chunk() + "}";
      case "produce":
        return took(n, enqueuer.produce(from, n, Double.parseDouble(given.get("rate")), threads, given.get("out")));
      case "start":
        startWork();
        return "{}";
      case "stop":
        workers.stop();
        return "{}";
      case "drain":
        return drain(n, limit);
      case "await":
        boolean complete = await(n, limit);
        return "{\"handled\":" + (remote ? workers.handled.get() : n) + ",\"complete\":" + complete + "}";
      case "dump":
        workers.dump(from, n, given.get("out"));
        return "{}";
      default:
        return "{\"error\":\"unknown command\"}";
    }
  }

  private static String took(int n, double seconds) {
    return "{\"n\":" + n + ",\"s\":" + seconds + "}";
  }

  private void startWork() throws Exception {
    if (remote) {
      workers.start(Integer.parseInt(options.getOrDefault("workers", "2")));
    } else {
      pause(false);
    }
  }

  private void pause(boolean paused) throws Exception {
    try (Http http = new Http(service.port())) {
      http.put("/v2/handler/update/EchoHandler", "{\"paused\":" + paused + "}");
    }
  }

  private String drain(int n, int limit) throws Exception {
    if (unfinished() != n) {
      return "{\"error\":\"expected " + n + " tasks, found " + unfinished() + "\"}";
    }
    workers.expected = n;
    long begin = System.nanoTime();
    startWork();
    boolean complete = await(n, limit);
    double seconds = (System.nanoTime() - begin) / 1e9;
    workers.stop();
    double middle = remote ? (n * 3L / 4 - n / 4) / ((workers.threeQuarters - workers.quarter) / 1e9) : 0;
    return "{\"n\":" + n + ",\"s\":" + seconds + ",\"complete\":" + complete + ",\"handled\":"
        + (remote ? workers.handled.get() : n) + ",\"first_s\":" + (remote ? (workers.first - begin) / 1e9 : 0)
        + ",\"mid_rate\":" + middle + "}";
  }

  /** Waits until n tasks were handled here and the service knows none that is not finished. */
  private boolean await(int n, int limit) throws Exception {
    long end = System.nanoTime() + limit * 1_000_000_000L;
    while (remote ? workers.handled.get() < n || unfinished() > 0 : unfinished() > 0) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(remote ? 2 : 50);
    }
    return true;
  }

  private long unfinished() throws Exception {
    try (Http http = new Http(service.port())) {
      String live = http.get("/v2/task/stats").body();
      return number(live, "pending") + number(live, "running");
    }
  }

  /** The first one is that of all handlers together. */
  private static long number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException(json);
    }
    return Long.parseLong(found.group(1));
  }
}
