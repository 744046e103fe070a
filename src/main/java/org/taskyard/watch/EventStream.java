package org.taskyard.watch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.taskyard.http.Caller;

/**
 * The connection of a caller, written without ever waiting for it. What it has not taken yet is
 * kept here, and should stay below a bound: {@link #hasRoom}.
 */
final class EventStream implements WriteListener {

  private static final int ROOM_BYTES = 64 * 1024;

  /** The server keeps that much for whatever is flushed, however little it is. */
  private static final int BUFFER_BYTES = 1024;

  private static final int PIECE_BYTES = 8 * 1024;
  private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(30);

  private final AsyncResponse answer;
  private final Caller caller;
  private final ServletOutputStream out;
  private final Queue<byte[]> queue = new ArrayDeque<>();
  private int queued;
  private long lastTaken = System.nanoTime();
  private boolean writable;
  private boolean unflushed;
  private boolean ending;
  private boolean closed;

  private EventStream(AsyncResponse answer, Caller caller, ServletOutputStream out) {
    this.answer = answer;
    this.caller = caller;
    this.out = out;
  }

  /**
   * Begins the answer.
   *
   * @param answer suspended; resumed at the end, when everything has been written beside it
   */
  static EventStream open(HttpServletRequest request, AsyncResponse answer) throws IOException {
    AsyncContext async = request.getAsyncContext();
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    // proxies of the nginx family gather answers otherwise
    response.setHeader("X-Accel-Buffering", "no");
    response.setBufferSize(BUFFER_BYTES);
    async.setTimeout(0);
    EventStream stream = new EventStream(answer, Caller.of(request), response.getOutputStream());
    stream.out.setWriteListener(stream);
    return stream;
  }

  /** Takes over what is to be written; {@link #push} begins with it. */
  synchronized void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    queue.add(bytes);
    queued += bytes.length;
  }

  /** Writes what is there, now or as soon as the caller takes it. */
  synchronized void push() {
    drain();
  }

  /** Writes what is there, then closes. */
  synchronized void end(String text) {
    ending = true;
    write(text);
    drain();
  }

  /** Whether the caller has taken most of what it got, so that there is room for more. */
  synchronized boolean hasRoom() {
    if (queued >= ROOM_BYTES) {
      drain();
    }
    return queued < ROOM_BYTES;
  }

  /** Whether the caller has taken nothing for long: it is gone, or does not listen. */
  synchronized boolean isStuck() {
    return queued > 0 && System.nanoTime() - lastTaken > LONGEST_SILENCE;
  }

  /** Whether it has ended, or its caller has gone. */
  synchronized boolean isOver() {
    return closed || caller.hasGone();
  }

  @Override
  public synchronized void onWritePossible() {
    writable = true;
    drain();
  }

  @Override
  public synchronized void onError(Throwable gone) {
    close();
  }

  private void drain() {
    try {
      while (!closed && writable && out.isReady()) {
        if (!queue.isEmpty()) {
          lastTaken = System.nanoTime();
          unflushed = true;
          out.write(piece());
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else {
          if (ending) {
            close();
          }
          return;
        }
      }
    } catch (IOException | RuntimeException gone) {
      close();
    }
  }

  /** Together, for each write costs the server a buffer. */
  private byte[] piece() {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES);
    while (!queue.isEmpty() && piece.size() < PIECE_BYTES) {
      piece.writeBytes(queue.poll());
    }
    queued -= piece.size();
    return piece.toByteArray();
  }

  /** Ends the connection; what was not taken is lost to it. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      queue.clear();
      queued = 0;
      try {
        answer.resume(Response.ok().build());
      } catch (RuntimeException over) {
        // the server has ended it before
        return;
      }
    }
  }
}
