package org.taskyard.support;

import fish.payara.arquillian.container.payara.managed.PayaraMicroContainerConfiguration;
import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The built WAR on Payara Micro, by Arquillian's container adapter. Arquillian itself would deploy
 * anew for each class, and a boot costs half a minute: here the adapter is driven directly, once
 * per run, by whoever asks first. That may be a test of JUnit or one of jqwik, which share nothing
 * but the JVM; the server ends with it.
 */
public final class SharedServer implements BeforeAllCallback, ParameterResolver {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** Of several test runs at the same time. */
  private static final String FORK = System.getProperty("surefire.forkNumber", "1");

  private static Api server;

  @Override
  public void beforeAll(ExtensionContext context) {
    api();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Api.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return api();
  }

  /** The server of this run; the first call starts it. */
  public static synchronized Api api() {
    if (server == null) {
      server = start();
    }
    return server;
  }

  private static Api start() {
    String url = System.getProperty("taskyard.it.url", "");
    if (!url.isEmpty()) {
      return new Api(URI.create(url));
    }
    try {
      return deploy(configuration());
    } catch (Exception fault) {
      throw new IllegalStateException("The server did not start; see " + log(), fault);
    }
  }

  private static Api deploy(PayaraMicroContainerConfiguration configuration) throws Exception {
    WebArchive war =
        // of this name it is at the root
        ShrinkWrap.create(ZipImporter.class, "ROOT.war")
            .importFrom(TARGET.resolve("taskyard.war").toFile())
            .as(WebArchive.class);
    PayaraMicroDeployableContainer container = new PayaraMicroDeployableContainer();
    container.setup(configuration);
    HTTPContext http = container.deploy(war).getContexts(HTTPContext.class).iterator().next();
    Api api = new Api(URI.create("http://127.0.0.1:" + http.getPort()));
    if (api.get("/health/ready").status() != 200) {
      container.undeploy(war);
      throw new IllegalStateException("The application was not deployed");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(container, war), "stop server"));
    return api;
  }

  private static PayaraMicroContainerConfiguration configuration() throws IOException {
    Path data = ScratchData.create(TARGET.resolve("it-data"));
    PayaraMicroContainerConfiguration configuration = new PayaraMicroContainerConfiguration();
    configuration.setOutputToConsole(false);
    configuration.setStartupTimeoutInSeconds(300);
    configuration.setCmdOptions(
        "-Xmx768m -XX:TieredStopAtLevel=1 -Duser.timezone=UTC -Dtaskyard.auth=none -Dtaskyard.data.dir="
            + data
            // for HttpHandlerIT
            + " -Dtaskyard.http.allow=127.0.0.1:*,169.254.169.254"
            + " -Dtaskyard.http.allow.private=127.0.0.0/8"
            + " -Dtaskyard.webhook.secret=whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz");
    configuration.setExtraMicroOptions(
        "--nohazelcast --disablephonehome --prebootcommandfile "
            + beforeBoot()
            + " --logtofile "
            + log());
    configuration.validate();
    return configuration;
  }

  /** The commands of the runnable jar, and loopback only. */
  private static Path beforeBoot() throws IOException {
    String commands =
        Files.readString(Path.of("src/main/launch/pre-boot-commands.txt"))
            + "\n"
            + "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n";
    return Files.writeString(TARGET.resolve("it-before-boot-" + FORK + ".txt"), commands);
  }

  private static Path log() {
    return TARGET.resolve("it-server-" + FORK + ".log");
  }

  private static void stop(PayaraMicroDeployableContainer container, WebArchive war) {
    try {
      container.undeploy(war);
    } catch (DeploymentException fault) {
      throw new IllegalStateException("The server did not stop; see " + log(), fault);
    }
  }
}
