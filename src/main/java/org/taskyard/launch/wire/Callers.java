package org.taskyard.launch.wire;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.nio.NIOConnection;
import org.taskyard.http.Caller;

/**
 * Behind the codec: gives each request an attribute by which the application can ask whether its
 * caller has gone, and tells it when the engine is about to read again.
 */
final class Callers extends BaseFilter {

  @Override
  public NextAction handleRead(FilterChainContext context) {
    if (context.getMessage() instanceof HttpContent content
        && content.getHttpHeader() instanceof HttpRequestPacket request
        && request.getAttribute(Caller.GONE) == null) {
      request.setAttribute(Caller.GONE, presence(context));
    }
    return context.getInvokeAction();
  }

  private static BooleanSupplier presence(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    Closeable holds = HttpContext.get(context).getCloseable();
    return holds == connection
        ? new Presence((NIOConnection) connection)
        // a stream of HTTP/2: the engine always reads
        : () -> !connection.isOpen() || !holds.isOpen();
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event)
      throws IOException {
    if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE
        && HttpContext.get(context).getRequest().getAttribute(Caller.GONE)
            instanceof Presence presence) {
      byte[] early = presence.answered();
      if (early != null) {
        EarlyBytes.store(context.getFilterChain(), context.getConnection(), early);
      }
    }
    return context.getInvokeAction();
  }
}
