package org.taskyard.http.problem;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;

/**
 * The pages that the {@code type} of a problem leads to: what it means, what to do. Their texts are
 * in META-INF/problems.properties; without a name the list of all is shown.
 */
@WebServlet("/docs/problems/*")
public class ProblemPages extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Properties TEXTS = texts();

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>%s - Taskyard</title>
          <link rel="icon" href="data:,">
        </head>
        <body>
          <main>
            <h1>%s</h1>
      %s    </main>
        </body>
      </html>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    String text = TEXTS.getProperty(name);
    if (text == null && !name.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().print(text == null ? list() : page(name, text));
  }

  private static String page(String name, String text) {
    String[] parts = text.split("\\|", 2);
    return PAGE.formatted(
        name,
        name,
        """
              <p>%s</p>
              <h2>What to do</h2>
              <p>%s</p>
              <p><a href="./">All problems</a> · <a href="../api/">The API</a></p>
        """
            .formatted(parts[0].strip(), parts[1].strip()));
  }

  private static String list() {
    StringBuilder items = new StringBuilder("      <ul>\n");
    new TreeSet<>(TEXTS.stringPropertyNames())
        .forEach(
            name -> items.append("        <li><a href=\"%s\">%s</a></li>\n".formatted(name, name)));
    return PAGE.formatted("Problems", "Problems", items.append("      </ul>\n"));
  }

  private static Properties texts() {
    Properties texts = new Properties();
    try (Reader source =
        new InputStreamReader(
            ProblemPages.class.getResourceAsStream("/META-INF/problems.properties"),
            StandardCharsets.UTF_8)) {
      texts.load(source);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return texts;
  }
}
