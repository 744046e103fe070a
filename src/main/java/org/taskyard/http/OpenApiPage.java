package org.taskyard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /openapi}: the OpenAPI document as YAML, or as JSON by {@code ?format=JSON} or {@code
 * Accept: application/json}. Its server is this application, wherever it is.
 */
@WebServlet("/openapi")
public class OpenApiPage extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String SERVER = "\n  - url: /\n";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean json = isJson(request);
    String yaml = document().replace(SERVER, "\n  - url: " + ContextRoot.path("/") + "\n");
    response.setContentType(json ? "application/json" : "application/yaml");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().print(json ? json(yaml) : yaml);
  }

  private static boolean isJson(HttpServletRequest request) {
    String format = request.getParameter("format");
    if (format != null) {
      return format.equalsIgnoreCase("json");
    }
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("json") && !accept.contains("yaml");
  }

  private static String document() throws IOException {
    try (InputStream read = OpenApiPage.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new String(read.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String json(String yaml) throws IOException {
    JsonNode tree = new YAMLMapper().readTree(yaml);
    return new ObjectMapper().writeValueAsString(tree);
  }
}
