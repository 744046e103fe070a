package org.taskyard.task.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Creator;
import org.taskyard.access.audit.Author;
import org.taskyard.access.quota.TestQuotas;
import org.taskyard.database.StatementFailed;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.support.Eventually;
import org.taskyard.support.TestAuthors;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskView;

/**
 * Who shares a transaction with whom. The first caller of a test is held while it is written, so
 * that the others come meanwhile.
 */
class SubmitTogetherTest {

  private final List<List<String>> batches = new ArrayList<>();
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final SubmitTogether together = new SubmitTogether();
  private final TestAuthors senders = new TestAuthors();
  private final List<Author> authors = Collections.synchronizedList(new ArrayList<>());

  /** The SQLSTATE with which batches that hold the handler Bad fail; null: none fails. */
  private String fault;

  SubmitTogetherTest() {
    together.authors = senders;
    together.quotas = TestQuotas.none();
    together.submitTasks =
        new SubmitTasks() {
          @Override
          public List<TaskView> each(List<TaskInput> inputs, List<Author> by) {
            authors.addAll(by);
            return write(inputs);
          }
        };
  }

  private List<TaskView> write(List<TaskInput> inputs) {
    batches.add(inputs.stream().map(TaskInput::handler).toList());
    written.countDown();
    try {
      gate.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    if (fault != null && inputs.stream().anyMatch(input -> input.handler().equals("Bad"))) {
      throw new StatementFailed("Tasks cannot be created", new SQLException("no", fault));
    }
    return inputs.stream().map(SubmitTogetherTest::made).toList();
  }

  @Test
  void aCallerWhoIsAloneWaitsForNobody() {
    gate.countDown();
    assertThat(together.submit(task("A")).handler()).isEqualTo("A");
    assertThat(together.submit(task("B")).handler()).isEqualTo("B");
    assertThat(batches).containsExactly(List.of("A"), List.of("B"));
  }

  @Test
  void whoComesWhileAnotherIsWrittenIsWrittenWithTheNextOnes() throws Exception {
    List<CompletableFuture<TaskView>> answers = submit("First", "A", "B", "C");
    assertThat(answers).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    assertThat(answers.stream().map(answer -> answer.join().handler()))
        .containsExactly("First", "A", "B", "C");
    assertThat(batches).containsExactly(List.of("First"), List.of("A", "B", "C"));
    assertThat(authors)
        .extracting(Author::id)
        .containsExactly("for First", "for A", "for B", "for C");
  }

  @Test
  void aTransactionHasAtMostTwoHundredTasks() throws Exception {
    String[] many = IntStream.rangeClosed(0, 250).mapToObj(n -> "H" + n).toArray(String[]::new);
    List<CompletableFuture<TaskView>> answers = submit(many);
    gate.countDown();
    answers.forEach(CompletableFuture::join);
    assertThat(batches).extracting(List::size).containsExactly(1, 200, 50);
  }

  @Test
  void twoTasksOfOneChosenIdComeInTwoTransactions() throws Exception {
    UUID id = UUID.randomUUID();
    List<CompletableFuture<TaskView>> answers = new ArrayList<>(submit("First"));
    answers.add(begin(task("A", "task_id", id.toString())));
    answers.add(begin(task("B", "task_id", id.toString())));
    answers.add(begin(task("C")));
    gate.countDown();
    answers.forEach(CompletableFuture::join);
    assertThat(batches).containsExactly(List.of("First"), List.of("A"), List.of("B", "C"));
  }

  @Test
  void aTaskThatTheDatabaseDoesNotTakeKeepsNobodyElseOut() throws Exception {
    fault = "22021";
    List<CompletableFuture<TaskView>> answers = submit("First", "A", "Bad", "C");
    gate.countDown();
    assertThat(answers.get(1).join().handler()).isEqualTo("A");
    assertThat(answers.get(3).join().handler()).isEqualTo("C");
    assertThatThrownBy(answers.get(2)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StatementFailed.class);
  }

  @Test
  void anOutageFailsAllOfATransactionAndIsNotTriedOneByOne() throws Exception {
    fault = "08006";
    List<CompletableFuture<TaskView>> answers = submit("First", "A", "Bad", "C");
    gate.countDown();
    assertThat(answers.get(0).join().handler()).isEqualTo("First");
    for (CompletableFuture<TaskView> answer : answers.subList(1, 4)) {
      assertThatThrownBy(answer::join).hasCauseInstanceOf(StatementFailed.class);
    }
    assertThat(batches).containsExactly(List.of("First"), List.of("A", "Bad", "C"));
    fault = null;
    assertThat(together.submit(task("After")).handler()).isEqualTo("After");
  }

  /** Callers in this order; the first is being written, the others wait. */
  private List<CompletableFuture<TaskView>> submit(String... handlers) throws Exception {
    List<CompletableFuture<TaskView>> answers = new ArrayList<>();
    for (String handler : handlers) {
      answers.add(begin(task(handler)));
    }
    return answers;
  }

  private CompletableFuture<TaskView> begin(TaskInput task) throws InterruptedException {
    CompletableFuture<TaskView> answer = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                Author sender = Author.service("for " + task.handler());
                answer.complete(senders.as(sender, () -> together.submit(task)));
              } catch (RuntimeException refused) {
                answer.completeExceptionally(refused);
              }
            });
    caller.start();
    written.await();
    Eventually.holds("the caller waits", () -> caller.getState() == Thread.State.WAITING);
    return answer;
  }

  private static TaskInput task(String handler, Object... members) {
    Map<String, Object> body = new java.util.HashMap<>(Map.of("handler", handler));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    Faults faults = new Faults();
    TaskInput task = TaskInput.ofNew(Json.MAPPER.valueToTree(body), "", faults, Creator.SERVICE);
    faults.refuse();
    return task;
  }

  private static TaskView made(TaskInput task) {
    Instant now = Instant.EPOCH;
    return new TaskView(
        task.taskId() == null ? UUID.randomUUID() : task.taskId(),
        task.handler(),
        null,
        null,
        null,
        "pending",
        null,
        null,
        now,
        now,
        null,
        5,
        0,
        5,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "[]");
  }
}
