package org.taskyard.execution.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** What this node is called in leases: for people who look; nothing is decided by it. */
@ApplicationScoped
public class NodeName {

  private final String name = host() + "-" + ProcessHandle.current().pid() + "-" + random();

  public String name() {
    return name;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "node";
    }
  }

  /** Process ids repeat, in containers at every start. */
  private static String random() {
    return Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
  }
}
