package org.taskyard.support;

import fish.payara.arquillian.container.payara.managed.PayaraMicroContainerConfiguration;
import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The built WAR on Payara Micro, by Arquillian's container adapter. Arquillian itself would deploy
 * anew for each class, and a boot costs half a minute: here the adapter is driven directly, once
 * per run.
 */
public final class SharedServer implements BeforeAllCallback, ParameterResolver {

  private static final String KEY = "server";
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Api.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context).api;
  }

  /** The one of this run: kept with the root of the test plan, and stopped when that is over. */
  private static Running server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedServer.class))
        .getOrComputeIfAbsent(KEY, key -> start(), Running.class);
  }

  private static Running start() {
    String url = System.getProperty("taskyard.it.url", "");
    if (!url.isEmpty()) {
      return new Running(new Api(URI.create(url)), () -> {});
    }
    try {
      return deploy(configuration());
    } catch (Exception fault) {
      throw new IllegalStateException("The server did not start; see " + log(), fault);
    }
  }

  private static Running deploy(PayaraMicroContainerConfiguration configuration) throws Exception {
    WebArchive war =
        ShrinkWrap.createFromZipFile(WebArchive.class, TARGET.resolve("taskyard.war").toFile());
    PayaraMicroDeployableContainer container = new PayaraMicroDeployableContainer();
    container.setup(configuration);
    HTTPContext http = container.deploy(war).getContexts(HTTPContext.class).iterator().next();
    Api api = new Api(URI.create("http://127.0.0.1:" + http.getPort()));
    if (api.get("/health/ready").status() != 200) {
      container.undeploy(war);
      throw new IllegalStateException("The application was not deployed");
    }
    return new Running(api, () -> container.undeploy(war));
  }

  private static PayaraMicroContainerConfiguration configuration() throws IOException {
    Path data = ScratchData.create(TARGET.resolve("it-data"));
    PayaraMicroContainerConfiguration configuration = new PayaraMicroContainerConfiguration();
    configuration.setOutputToConsole(false);
    configuration.setStartupTimeoutInSeconds(300);
    configuration.setCmdOptions(
        "-Xmx768m -Duser.timezone=UTC -Dtaskyard.auth=none -Dtaskyard.data.dir=" + data);
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
    return Files.writeString(TARGET.resolve("it-before-boot.txt"), commands);
  }

  private static Path log() {
    return TARGET.resolve("it-server.log");
  }

  private interface Stop {
    void now() throws Exception;
  }

  private record Running(Api api, Stop stop)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws Exception {
      stop.now();
    }
  }
}
