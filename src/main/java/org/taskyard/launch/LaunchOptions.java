package org.taskyard.launch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command line: {@code --address} is ours, {@code --port} is read along, all else is Payara
 * Micro's own.
 *
 * @param address where to listen
 * @param port on which port
 * @param preBootCommands the file of {@code --prebootcommandfile}, or null
 * @param payara the arguments that are left for Payara Micro
 * @param named the names of all options given, in lower case
 */
record LaunchOptions(
    InetAddress address, int port, String preBootCommands, List<String> payara, Set<String> named) {

  private static final String ADDRESS = "--address";
  private static final String PORT = "--port";
  private static final String PRE_BOOT = "--prebootcommandfile";

  /** Options that make Payara Micro do something else than serve. */
  private static final Set<String> NO_SERVING =
      Set.of("--help", "--version", "--outputuberjar", "--outputlauncher", "--warmup");

  private static final Set<String> CLUSTERING =
      Set.of(
          "--nocluster",
          "--nohazelcast",
          "--hzconfigfile",
          "--clustermode",
          "--clustername",
          "--mcaddress",
          "--lite");

  /**
   * Reads the command line.
   *
   * @throws Refusal if our own options are wrong
   */
  static LaunchOptions parse(String... args) {
    List<String> rest = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    String address = "127.0.0.1";
    String port = "8080";
    String preBootCommands = null;
    for (int i = 0; i < args.length; i++) {
      String name = args[i].toLowerCase(Locale.ROOT);
      if (name.startsWith("--")) {
        named.add(name);
      }
      if (name.equals(ADDRESS)) {
        address = value(args, ++i, ADDRESS);
      } else if (name.equals(PORT)) {
        port = value(args, ++i, PORT);
      } else if (name.equals(PRE_BOOT)) {
        preBootCommands = file(value(args, ++i, PRE_BOOT));
      } else {
        rest.add(args[i]);
      }
    }
    return new LaunchOptions(
        address(address), port(port), preBootCommands, List.copyOf(rest), named);
  }

  private static String value(String[] args, int at, String option) {
    if (at >= args.length) {
      throw new Refusal(option + " needs a value.");
    }
    return args[at];
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException unknown) {
      throw new Refusal(
          "--address is \""
              + text
              + "\"; allowed is an address of this machine, such as 127.0.0.1.");
    }
  }

  private static String file(String path) {
    if (Files.isReadable(Path.of(path))) {
      return path;
    }
    throw new Refusal(PRE_BOOT + " is \"" + path + "\"; that file cannot be read.");
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    throw new Refusal("--port is \"" + text + "\"; allowed is a number from 1 to 65535.");
  }

  /** Where this machine reaches the server. */
  String url() {
    return url(port);
  }

  /** The same for the port that the server has taken. */
  String url(int port) {
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Whether a server is wanted at all. */
  boolean serves() {
    return named.stream().noneMatch(NO_SERVING::contains);
  }

  /** Whether Payara Micro may take another port than the one asked for. */
  boolean mayChoosePort() {
    return named.contains("--autobindhttp");
  }

  /** The arguments for Payara Micro, with our defaults where nothing was said. */
  List<String> forPayara(String rootDir, String preBoot) {
    List<String> all = new ArrayList<>(List.of(PORT, Integer.toString(port)));
    if (!named.contains("--rootdir")) {
      all.addAll(List.of("--rootdir", rootDir));
    }
    if (named.stream().noneMatch(CLUSTERING::contains)) {
      // nodes need no contact with each other: what they share is in the database
      all.add("--nohazelcast");
    }
    if (!named.contains("--disablephonehome")) {
      all.add("--disablephonehome");
    }
    all.addAll(List.of(PRE_BOOT, preBoot));
    all.addAll(payara);
    return all;
  }
}
