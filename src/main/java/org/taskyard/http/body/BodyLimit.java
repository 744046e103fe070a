package org.taskyard.http.body;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.problem.Problem;
import org.taskyard.http.problem.ProblemServlet;
import org.taskyard.refusal.ServiceException;
import org.taskyard.refusal.ServiceException.Kind;
import org.taskyard.settings.Settings;

/**
 * Stops a body that is too large: at once when it says so itself, otherwise at the byte that is one
 * too many. The server has no limit of its own. Also stops one for which there is no memory now,
 * since others are large too. Mapped in web.xml.
 */
public class BodyLimit implements Filter {

  private static final long SIGN_IN = 16 * 1024;

  @Inject private Settings settings;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    String path = ContextRoot.within(http);
    long limit = limit(path);
    if (http.getContentLengthLong() > limit) {
      refuse(response, Problem.of(tooLarge(limit), http.getRequestURI()));
      return;
    }
    try (MemoryShare share = MemoryShare.open()) {
      chain.doFilter(new Limited(http, limit, new Held(share, memoryPerByte(path))), response);
    }
  }

  /** The rest of the body is not read: the connection is of no more use. */
  private static void refuse(ServletResponse response, Problem problem) throws IOException {
    ProblemServlet.write((HttpServletResponse) response, problem, Map.of("Connection", "close"));
  }

  private long limit(String path) {
    return switch (path) {
      case "/v2/task/create-batch" -> settings.batchLimit();
      case "/v2/file/create" -> settings.fileLimit();
      // whoever sends it has shown nothing yet
      case "/v2/session/create" -> Math.min(SIGN_IN, settings.bodyLimit());
      default -> settings.bodyLimit();
    };
  }

  /** How many bytes of heap a byte of a body takes at most, by what is made of it. */
  private static int memoryPerByte(String path) {
    return switch (path) {
      // tasks, item by item
      case "/v2/task/create-batch" -> 4;
      // goes on to the database as it comes
      case "/v2/file/create" -> 0;
      // a tree: ten for usual JSON, twice as much for the oddest
      default -> 16;
    };
  }

  /** Takes memory for a body as it comes in; the first bytes are free. */
  private record Held(MemoryShare share, int perByte) {

    private static final int STEP = 64 * 1024;
    private static final int FREE = 16 * 1024;

    /**
     * @param before bytes that were read before
     */
    void more(long before, long after) {
      if (perByte > 0 && steps(after) > steps(before)) {
        share.add((steps(after) - steps(before)) * STEP * perByte);
      }
    }

    private static long steps(long bytes) {
      return (Math.max(0, bytes - FREE) + STEP - 1) / STEP;
    }
  }

  private static ServiceException tooLarge(long limit) {
    return new ServiceException(
        Kind.TOO_LARGE,
        "too-large",
        "Body too large",
        "The body is larger than the " + limit + " bytes that are taken here.");
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long limit;
    private final Held held;
    private ServletInputStream counted;

    Limited(HttpServletRequest request, long limit, Held held) {
      super(request);
      this.limit = limit;
      this.held = held;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (counted == null) {
        counted = new Counted(super.getInputStream(), limit, held);
      }
      return counted;
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private final long limit;
    private final Held held;
    private long read;

    Counted(ServletInputStream body, long limit, Held held) {
      this.body = body;
      this.limit = limit;
      this.held = held;
    }

    @Override
    public int read() throws IOException {
      int next = body.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = body.read(into, offset, length);
      count(got);
      return got;
    }

    private void count(int bytes) {
      long before = read;
      read += Math.max(bytes, 0);
      if (read > limit) {
        throw tooLarge(limit);
      }
      held.more(before, read);
    }

    @Override
    public int available() throws IOException {
      return body.available();
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
