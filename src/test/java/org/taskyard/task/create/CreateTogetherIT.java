package org.taskyard.task.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** Requests that create at the same time share transactions; nobody notices. */
@OnServer
class CreateTogetherIT {

  private static final int CALLERS = 32;

  private final Tasks tasks;

  CreateTogetherIT(Api api) {
    tasks = new Tasks(api);
  }

  private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : callers.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void eachCallerGetsItsOwnTask() throws Exception {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 10 * CALLERS; i++) {
      String entity = "e-" + i;
      calls.add(() -> tasks.send("entity_id", entity, "request", "{\"of\": \"" + entity + "\"}"));
    }

    List<Answer> answers = atOnce(calls);

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).status()).isEqualTo(201);
      assertThat(answers.get(i).json().get("entity_id").textValue()).isEqualTo("e-" + i);
      String id = answers.get(i).json().get("task_id").textValue();
      assertThat(tasks.view(id)).isEqualTo(answers.get(i).json());
    }
  }

  @Test
  void ofThoseThatChooseTheSameIdOneGetsItAndNobodyElseIsDisturbed() throws Exception {
    List<Callable<Answer>> calls = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = UUID.randomUUID().toString();
      ids.add(id);
      calls.add(() -> tasks.send("task_id", id));
      calls.add(() -> tasks.send("task_id", id));
      calls.add(() -> tasks.send());
    }

    List<Answer> answers = atOnce(calls);

    for (int i = 0; i < answers.size(); i += 3) {
      assertThat(List.of(answers.get(i).status(), answers.get(i + 1).status()))
          .containsExactlyInAnyOrder(201, 409);
      assertThat(answers.get(i + 2).status()).isEqualTo(201);
      assertThat(tasks.exists(ids.get(i / 3))).isTrue();
    }
  }
}
