package org.taskyard.watch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.taskyard.access.Principal;

/** A caller at the other end of an event stream, who takes what comes, or does not. */
final class Reader extends ServletOutputStream {

  private static final Pattern TASK = Pattern.compile("\"task_id\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("id: (\\S+)\n");

  private final String address;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private WriteListener writer;
  private volatile boolean takes = true;
  private volatile boolean gone;
  private volatile boolean over;

  Reader(String address) {
    this.address = address;
  }

  /** Begins to listen. */
  void listen(Broadcast broadcast, EventFilter filter, String lastEventId) throws Exception {
    broadcast.listen(filter, lastEventId, Principal.NOBODY, request(), ending());
    if (takes) {
      writer.onWritePossible();
    }
  }

  /** From now on the connection is full. */
  void stop() {
    takes = false;
  }

  /** Whether the other side has ended the stream. */
  boolean isOver() {
    return over;
  }

  /** Takes what waits, and what comes. */
  void goOn() throws Exception {
    takes = true;
    writer.onWritePossible();
  }

  /** Closes the connection. */
  void leave() {
    gone = true;
  }

  /** The tasks of the events that have come, in their order. */
  List<UUID> tasks() {
    return TASK.matcher(text()).results().map(found -> UUID.fromString(found.group(1))).toList();
  }

  /** The id of the last event. */
  String lastId() {
    return ID.matcher(text()).results().reduce((first, second) -> second).orElseThrow().group(1);
  }

  synchronized String text() {
    return taken.toString(StandardCharsets.UTF_8);
  }

  /** The answer, which is resumed when the stream ends. */
  private AsyncResponse ending() {
    return (AsyncResponse)
        Proxy.newProxyInstance(
            Reader.class.getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (self, method, given) -> {
              over = over || method.getName().equals("resume");
              return method.getReturnType() == boolean.class ? true : null;
            });
  }

  private HttpServletRequest request() {
    HttpServletResponse response =
        answering(HttpServletResponse.class, Map.of("getOutputStream", this));
    AsyncContext async = answering(AsyncContext.class, Map.of("getResponse", response));
    BooleanSupplier hasGone = () -> gone;
    return answering(
        HttpServletRequest.class,
        Map.of("getAsyncContext", async, "getRemoteAddr", address, "getAttribute", hasGone));
  }

  /** Answers these methods, whatever they are asked; the others do nothing. */
  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            Reader.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) ->
                method.getReturnType() == boolean.class
                    ? (Object) false
                    : answers.get(method.getName())));
  }

  @Override
  public boolean isReady() {
    return takes;
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    writer = listener;
  }

  @Override
  public synchronized void write(int one) {
    taken.write(one);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    taken.write(bytes, from, length);
  }
}
