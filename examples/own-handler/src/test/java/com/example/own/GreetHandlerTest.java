package com.example.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.taskyard.execution.NonRetryable;
import org.taskyard.execution.Outcome;

class GreetHandlerTest {

  private final GreetHandler handler = new GreetHandler();

  @Test
  void greetsByName() {
    FakeTask task = new FakeTask("{\"name\": \"Ada\"}");
    assertThat(handler.handle(task))
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.response().get("greeting").textValue()).isEqualTo("Hello, Ada!"));
    assertThat(task.progress).containsExactly(50);
  }

  @Test
  void withoutANameNoAttemptCanSucceed() {
    for (String request : new String[] {"{}", "{\"name\": \" \"}", "null"}) {
      assertThatThrownBy(() -> handler.handle(new FakeTask(request)))
          .isInstanceOf(NonRetryable.class);
    }
  }
}
