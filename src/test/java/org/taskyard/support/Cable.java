package org.taskyard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A way to a port of this machine that can be cut as a network is cut: connections stay open and
 * new ones are taken, but nothing comes through any more, and nobody is told. What was sent
 * meanwhile arrives when it is mended.
 */
public final class Cable implements AutoCloseable {

  private static final int MOST_AT_ONCE = 64 * 1024;

  private final int target;
  private final ServerSocket entrance;
  private final Queue<Socket> ends = new ConcurrentLinkedQueue<>();
  private boolean cut;

  /** Leads to that port. */
  public Cable(int target) {
    this.target = target;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    start(this::accept);
  }

  /** Where it begins. */
  public int port() {
    return entrance.getLocalPort();
  }

  public synchronized void cut() {
    cut = true;
  }

  public synchronized void mend() {
    cut = false;
    notifyAll();
  }

  private void accept() throws IOException, InterruptedException {
    while (true) {
      Socket near = entrance.accept();
      ends.add(near);
      start(() -> connect(near));
    }
  }

  private void connect(Socket near) throws IOException, InterruptedException {
    try (near) {
      waitWhileCut();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      ends.add(far);
      start(() -> carry(near, far));
      carry(far, near);
    }
  }

  private void carry(Socket from, Socket to) throws IOException, InterruptedException {
    try (from;
        to) {
      byte[] some = new byte[MOST_AT_ONCE];
      for (int size = from.getInputStream().read(some);
          size >= 0;
          size = from.getInputStream().read(some)) {
        waitWhileCut();
        to.getOutputStream().write(some, 0, size);
      }
    }
  }

  private synchronized void waitWhileCut() throws InterruptedException {
    while (cut) {
      wait();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException over) {
                // one of the ends is closed, as ends are in the end
              }
            },
            "cable");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket end : ends) {
      end.close();
    }
  }
}
