package org.taskyard.launch;

import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;
import org.taskyard.settings.StartupFailure;

/** {@code java -jar taskyard.jar [--port N] [--address A] [any option of Payara Micro]}. */
public final class Main {

  private static final String AUTH = "taskyard.auth";

  private Main() {}

  /** Starts the server, or says why not and exits with 1. */
  public static void main(String[] args) {
    Instant began = Instant.now();
    // libraries of the server fold case and print digits by the default locale: in a Turkish one
    // "If-Match" and "taskyard.data.dir" are no longer found
    Locale.setDefault(Locale.ENGLISH);
    // times of the database and of the log are UTC; the zone of the machine must not leak into
    // either
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    try {
      LaunchOptions options = LaunchOptions.parse(args);
      if (!options.serves()) {
        PayaraMicroLauncher.main(options.payara().toArray(new String[0]));
        return;
      }
      Settings settings = check(options);
      boot(options, settings);
      Welcome.print(options, settings, Duration.between(began, Instant.now()));
    } catch (Refusal refusal) {
      end(refusal.getMessage());
    } catch (Exception unexpected) {
      ConsoleLog.dump();
      unexpected.printStackTrace(ConsoleLog.ERR);
      end("an error that nobody foresaw; see above.");
    }
  }

  private static void end(String sentence) {
    ConsoleLog.ERR.println("Taskyard does not start: " + sentence);
    muteServer();
    System.exit(1);
  }

  /**
   * Payara Micro prints scraps of its own state while it stops; our console does not go through
   * these.
   */
  private static void muteServer() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(nowhere);
    System.setErr(nowhere);
  }

  private static Settings check(LaunchOptions options) {
    decideAuth(options);
    Settings settings;
    try {
      settings = Settings.from(Settings::ofProcess);
    } catch (Settings.Wrong wrong) {
      throw new Refusal(wrong.getMessage());
    }
    checkHostName();
    if (!options.mayChoosePort()) {
      checkPort(options);
    }
    return settings;
  }

  /** Without authentication this machine alone is served; so it is by default, with nothing set. */
  private static void decideAuth(LaunchOptions options) {
    String auth = Settings.ofProcess(AUTH);
    if (auth == null || auth.isBlank()) {
      System.setProperty(
          AUTH, options.address().isLoopbackAddress() ? AccessSettings.NONE : AccessSettings.KEYS);
    } else if (auth.strip().equals(AccessSettings.NONE) && !options.address().isLoopbackAddress()) {
      throw new Refusal(
          "TASKYARD_AUTH is \"none\", and "
              + options.address().getHostAddress()
              + " can be reached by other machines: without authentication Taskyard listens on 127.0.0.1"
              + " only. Set TASKYARD_AUTH=keys, or leave out --address.");
    }
  }

  /** Payara Micro asks for it, and ends without a word that helps. */
  private static void checkHostName() {
    try {
      InetAddress.getLocalHost();
    } catch (UnknownHostException unknown) {
      throw new Refusal(
          "The name of this machine has no address ("
              + unknown.getMessage()
              + "): add a line with 127.0.1.1 and the name to /etc/hosts.");
    }
  }

  private static void checkPort(LaunchOptions options) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(options.address(), options.port()));
    } catch (IOException taken) {
      throw new Refusal(
          "Port "
              + options.port()
              + " on "
              + options.address().getHostAddress()
              + " cannot be used ("
              + taken.getMessage()
              + "): stop what listens there, or choose another with --port.");
    }
  }

  private static void boot(LaunchOptions options, Settings settings) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Main::muteServer));
    Path root = ServerDirectory.create(settings.dataDir());
    Path commands = Files.writeString(root.resolve("before-boot.txt"), commands(options));
    System.clearProperty(StartupFailure.PROPERTY);
    PayaraMicroBoot server;
    try {
      server =
          PayaraMicroLauncher.create(
              options.forPayara(root.toString(), commands.toString()).toArray(new String[0]));
    } finally {
      ServerDirectory.removeAtExit(root);
    }
    String failure = System.getProperty(StartupFailure.PROPERTY);
    if (failure != null) {
      throw new Refusal(failure);
    }
    if (server.getRuntime().getDeployedApplicationNames().isEmpty()) {
      deployAgain(server, root);
    }
    if (server.getRuntime().getDeployedApplicationNames().isEmpty() || !serves(options, server)) {
      ConsoleLog.dump();
      throw new Refusal("the application was not deployed; the log above tells why.");
    }
    // in the server's class loader, which is the thread's since the boot
    Class.forName(
            "org.taskyard.launch.wire.HttpListeners",
            true,
            Thread.currentThread().getContextClassLoader())
        .getMethod("install", int.class, int.class)
        .invoke(null, settings.connectionsPerAddress(), settings.connectionsOfLoopback());
    ConsoleLog.booted();
  }

  /**
   * Once in a thousand starts or so Payara finds no EJB in the application ("DeploymentContext does
   * not contain any EJB"), although it is the same file. It finds them when asked again.
   */
  private static void deployAgain(PayaraMicroBoot server, Path root) throws IOException {
    ConsoleLog.ERR.println(
        "The server has found no application in its own file; it is asked once more.");
    Path file = root.resolve("ROOT.war");
    try (InputStream application = Main.class.getResourceAsStream("/MICRO-INF/deploy/ROOT.war")) {
      Files.copy(application, file);
    }
    server.getRuntime().deploy("ROOT", "/", file.toFile());
  }

  /** Payara Micro also counts an application as deployed that has failed to start. */
  private static boolean serves(LaunchOptions options, PayaraMicroBoot server) throws Exception {
    int port = server.getRuntime().getLocalDescriptor().getHttpPorts().get(0);
    URL page = new URI(options.url(port) + "/docs/api/").toURL();
    return ((HttpURLConnection) page.openConnection(Proxy.NO_PROXY)).getResponseCode() == 200;
  }

  /**
   * The caller's own commands, and the address: Payara Micro has no option for it, and would listen
   * everywhere. Nor HTTP/2, whose streams would not be counted; here and not in the jar's own
   * commands, for without {@code wire.GatherBodies} the server then loses the bodies of clients
   * that offer it.
   */
  private static String commands(LaunchOptions options) throws IOException {
    String theirs =
        options.preBootCommands() == null
            ? ""
            : Files.readString(Path.of(options.preBootCommands())) + "\n";
    return theirs
        + "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
        + options.address().getHostAddress()
        + "\nset configs.config.server-config.network-config.protocols.protocol.http-listener.http.http2-enabled=false\n";
  }
}
