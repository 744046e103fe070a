package org.taskyard.launch.wire;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;

/**
 * Cuts off whoever sends a request, or takes an answer, too slowly ({@link Pace}): in front of the
 * filter that reads from the network and writes to it a thread begins to wait, behind it it has
 * waited.
 *
 * <p>A bounded number of threads waits for callers to take their answers; one more waits for a
 * moment only, and then cuts its caller off. So threads are left for everybody else.
 */
final class SlowCallers {

  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(250);

  private SlowCallers() {}

  /**
   * Puts the filters into the chain.
   *
   * @param threads that may wait for callers to take their answers
   */
  static void install(FilterChain chain, int threads) {
    chain.add(chain.size() - 1, new Answered());
    int transport = chain.indexOfType(TransportFilter.class);
    chain.add(transport + 1, new Behind());
    chain.add(transport, new InFront(new Semaphore(threads)));
  }

  private static final class InFront extends BaseFilter {
    private final Semaphore turns;

    InFront(Semaphore turns) {
      this.turns = turns;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
      if (context.getTransportContext().isBlocking()) {
        Connection<?> connection = context.getConnection();
        long left = Incoming.of(connection).awaited(System.nanoTime());
        connection.setReadTimeout(left, TimeUnit.NANOSECONDS);
      }
      return context.getInvokeAction();
    }

    /** What is written goes through here last. If there is no room for more, its writer waits. */
    @Override
    public NextAction handleWrite(FilterChainContext context) {
      Connection<?> connection = context.getConnection();
      if (!connection.canWrite() && !isStream(context)) {
        Outgoing answer = Outgoing.of(connection);
        long left = answer.awaited(System.nanoTime());
        connection.setWriteTimeout(
            hasTurn(answer, connection) ? left : Math.min(left, MOMENT), TimeUnit.NANOSECONDS);
      }
      return context.getInvokeAction();
    }

    private boolean hasTurn(Outgoing answer, Connection<?> connection) {
      if (!answer.hasTurn() && turns.tryAcquire()) {
        answer.hold(HeldTurn.of(connection, turns::release));
      }
      return answer.hasTurn();
    }

    /** Events are written without waiting: EventStream. */
    private static boolean isStream(FilterChainContext context) {
      HttpContext http = HttpContext.get(context);
      String type = http == null ? null : http.getRequest().getResponse().getContentType();
      return type != null && type.startsWith("text/event-stream");
    }
  }

  private static final class Behind extends BaseFilter {

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
      Incoming request = Incoming.of(context.getConnection());
      if (!request.came(System.nanoTime(), ((Buffer) context.getMessage()).remaining())) {
        throw new IOException("The request comes too slowly");
      }
      return context.getInvokeAction();
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) throws IOException {
      Object message = context.getMessage();
      long bytes = message instanceof WritableMessage some ? some.remaining() : 0;
      if (!Outgoing.of(context.getConnection()).goes(System.nanoTime(), bytes)) {
        throw new IOException("The answer is taken too slowly");
      }
      return context.getInvokeAction();
    }
  }

  private static final class Answered extends BaseFilter {

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
      if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
        Outgoing.of(context.getConnection()).complete();
      }
      return context.getInvokeAction();
    }
  }
}
