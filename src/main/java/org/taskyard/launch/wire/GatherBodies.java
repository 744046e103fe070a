package org.taskyard.launch.wire;

import java.util.concurrent.RejectedExecutionException;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Behind the codec: gives a request to a thread when its body is here, or the first 16 KiB of it.
 * So no thread waits for a small body, however slowly it comes. For the rest of large ones a
 * bounded number of threads waits; requests beyond stand in line, and are not read on.
 */
final class GatherBodies extends BaseFilter {

  /** Few enough to be kept for each connection. */
  private static final int ENOUGH = 16 * 1024;

  /** Chunks of a byte each cost more than the byte. */
  private static final int MOST_PARTS = 64;

  private static final String BODY = "org.taskyard.body";

  private final Turns turns;

  /**
   * @param threads that may wait for bodies
   */
  GatherBodies(int threads) {
    turns = new Turns(threads);
  }

  /** One that was not here as a whole with its head. */
  private static final class Body {
    private int parts;
    private boolean handedOver;
    private HeldTurn turn;

    synchronized void hold(HeldTurn taken) {
      turn = taken;
    }

    synchronized void endTurn() {
      if (turn != null) {
        turn.end();
      }
    }
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    if (!(context.getMessage() instanceof HttpContent content)
        || !(content.getHttpHeader() instanceof HttpRequestPacket request)) {
      return context.getInvokeAction();
    }
    Body body = (Body) request.getAttribute(BODY);
    if (content.isLast() || HttpContent.isBroken(content)) {
      Incoming.of(context.getConnection()).complete();
      if (body != null) {
        body.endTurn();
      }
      return context.getInvokeAction();
    }
    if (body == null) {
      body = new Body();
      request.setAttribute(BODY, body);
    }
    if (body.handedOver) {
      return context.getInvokeAction();
    }
    body.parts++;
    // whoever waits to be asked for the rest is asked by the thread
    return content.getContent().remaining() >= ENOUGH
            || body.parts >= MOST_PARTS
            || request.requiresAcknowledgement()
        ? handOver(context, body)
        : context.getStopAction(content);
  }

  private NextAction handOver(FilterChainContext context, Body body) {
    body.handedOver = true;
    if (turns.take()) {
      begin(context, body);
      return context.getInvokeAction();
    }
    NextAction suspended = context.getSuspendAction();
    context.suspend();
    turns.take(() -> goesOn(context, body));
    return suspended;
  }

  private void begin(FilterChainContext context, Body body) {
    Connection<?> connection = context.getConnection();
    Incoming.of(connection).handedOver();
    body.hold(HeldTurn.of(connection, turns::giveBack));
  }

  private boolean goesOn(FilterChainContext context, Body body) {
    Connection<?> connection = context.getConnection();
    try {
      connection
          .getTransport()
          .getWorkerThreadPool()
          .execute(
              () -> {
                begin(context, body);
                context.resumeNext();
              });
      return true;
    } catch (RejectedExecutionException tooMuchToDo) {
      connection.closeSilently();
      return false;
    }
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE
        && HttpContext.get(context).getRequest().getAttribute(BODY) instanceof Body body) {
      body.endTurn();
    }
    if (event instanceof HttpEvents.IncomingHttpUpgradeEvent offer) {
      decline(offer.getHttpHeader());
    }
    return context.getInvokeAction();
  }

  /**
   * Programs in Java offer HTTP/2 with their first request. Nobody takes the offer: the request is
   * one like any other, whereas the engine would no longer look for the end of its body.
   */
  private static void decline(HttpHeader request) {
    request.getUpgradeDC().recycle();
    request.setIgnoreContentModifiers(false);
  }
}
