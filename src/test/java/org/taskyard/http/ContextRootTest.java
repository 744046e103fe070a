package org.taskyard.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.http.problem.Problem;
import org.taskyard.listing.PageHeaders;
import org.taskyard.listing.PageRequest;
import org.taskyard.listing.filter.Filter;

class ContextRootTest {

  @AfterEach
  void back() {
    startAt("");
  }

  @Test
  void whatCallersAreSentToBeginsWithIt() {
    startAt("/tasks");
    assertThat(ContextRoot.path("/v2/task/view/1")).isEqualTo("/tasks/v2/task/view/1");
    assertThat(Problem.ofStatus(404, "/tasks/v2/x").body().get("type").textValue())
        .isEqualTo("/tasks/docs/problems/not-found");
    // the answer itself needs JAX-RS, which is the server's
    PageRequest<?> page = new PageRequest<>(Filter.all(), List.of(), 1, 10, null, true, "");
    assertThat(new PageHeaders("/v2/file/index", page, null, null).links())
        .startsWith("</tasks/v2/file/index?page=1&per-page=10>; rel=\"self\"");
  }

  @Test
  void atTheRootNothingStandsInFront() {
    startAt("");
    assertThat(ContextRoot.path("/v2/task/view/1")).isEqualTo("/v2/task/view/1");
  }

  @Test
  void aRequestIsForWhatFollowsIt() {
    HttpServletRequest request =
        stub(
            HttpServletRequest.class,
            Map.of("getRequestURI", "/tasks/v2/a%20b", "getContextPath", "/tasks"));
    assertThat(ContextRoot.within(request)).isEqualTo("/v2/a%20b");
  }

  private static void startAt(String root) {
    ServletContext context = stub(ServletContext.class, Map.of("getContextPath", root));
    new ContextRoot().contextInitialized(new ServletContextEvent(context));
  }

  private static <T> T stub(Class<T> type, Map<String, String> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
