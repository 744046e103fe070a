package org.taskyard.launch.wire;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.ProcessorExecutor;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;

/**
 * In front of everything that reads: stores what was read from a connection while a request was
 * under way. The engine goes on with it, as with what follows the request in one packet, before it
 * reads again.
 */
final class EarlyBytes extends BaseFilter {

  private static final Attribute<Boolean> STORES =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("org.taskyard.early-bytes");

  /** Ends the way of the bytes behind the filter that stores them. */
  private static final class End extends BaseFilter {
    @Override
    public NextAction handleRead(FilterChainContext context) {
      return STORES.isSet(context) ? context.getSuspendAction() : context.getInvokeAction();
    }
  }

  /** Puts the filters behind the one that reads from the network. */
  static void install(FilterChain chain, int index) {
    chain.add(index, new End());
    chain.add(index, new EarlyBytes());
  }

  /** Stores the bytes; for the thread that ends the request, before the engine reads again. */
  static void store(FilterChain chain, Connection<?> connection, byte[] bytes) {
    int index = chain.indexOfType(EarlyBytes.class);
    FilterChainContext context =
        chain.obtainFilterChainContext(connection, index, chain.size(), index);
    context.setMessage(Buffers.wrap(connection.getMemoryManager(), bytes));
    context.getInternalContext().setIoEvent(IOEvent.READ);
    STORES.set(context, true);
    ProcessorExecutor.execute(context.getInternalContext());
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    Object bytes = context.getMessage();
    return STORES.isSet(context) ? context.getInvokeAction(bytes) : context.getInvokeAction();
  }
}
