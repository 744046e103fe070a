package org.taskyard.execution.node;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.database.pool.SeenTenant;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.NonRetryable;
import org.taskyard.execution.Outcome;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.Failure;
import org.taskyard.execution.lease.KeepCheckpoint;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.trace.Traces;

/**
 * Runs one attempt: finds the handler, calls it, and turns whatever it answers into an {@link
 * Ending}. Each answer has a branch in {@link #ending(Run, Outcome)} or {@link #ending(Run,
 * Throwable)}.
 */
@ApplicationScoped
public class RunTask {

  /** Bytes of a response. */
  static final int MAX_RESPONSE = 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(RunTask.class.getName());

  @Inject private Handlers handlers;
  @EJB private KeepCheckpoint checkpoints;
  @EJB private RunInTransaction inTransaction;
  @Inject private Tally tally;
  @Inject private Traces traces;
  @Inject private Authors authors;
  @Inject private Secrecy secrecy;

  /**
   * Runs the attempt in this thread.
   *
   * @return how it ends; null if nothing is to be written: the run was lost, or has been written by
   *     its own transaction
   */
  Ending run(Run run) {
    Handlers.Served served = handlers.named(run.task().handler());
    return served == null
        ? new Ending.Released(run.report())
        : traces.process(run.task().traced(), span -> run(run, served, span));
  }

  private Ending run(Run run, Handlers.Served served, Traces.Current span) {
    String handler = run.task().handler();
    RunContext context =
        new RunContext(
            run, checkpoints, span.traceparent(), line -> secrecy.outside(handler, "log", line));
    Author author = Author.task(context.id(), context.owner());
    Ending ending =
        SeenTenant.of(
            context.owner().tenantOfNew(),
            () -> authors.as(author, () -> run(run, served, context)));
    trace(run, ending, new Discreet(span, secrecy, handler));
    return ending;
  }

  /** A span that says no more of a failure than anybody may see. */
  private record Discreet(Traces.Current span, Secrecy secrecy, String handler)
      implements Traces.Current {

    @Override
    public String traceparent() {
      return span.traceparent();
    }

    @Override
    public void task(UUID id) {
      span.task(id);
    }

    @Override
    public void failed(String type, String message) {
      span.failed(
          secrecy.outside(handler, "error.type", type),
          secrecy.outside(handler, "error.message", message));
    }
  }

  /** A run that its own transaction has written has no ending here, and did not fail. */
  static void trace(Run run, Ending ending, Traces.Current span) {
    if (ending != null && ending.failure() != null) {
      span.failed(ending.failure().type(), ending.failure().message());
    } else if (ending instanceof Ending.Released || run.reason() == StopReason.LOST) {
      span.failed(run.reason().name().toLowerCase(Locale.ROOT), "The run was stopped");
    }
  }

  private Ending run(Run run, Handlers.Served served, RunContext context) {
    try {
      return served.settings().transactional()
          ? runInTransaction(served, context, run)
          : ending(run, served.handler().handle(context));
    } catch (Throwable thrown) {
      note(run, thrown);
      return ending(run, thrown);
    }
  }

  private void note(Run run, Throwable thrown) {
    if (thrown instanceof LeaseLost || run.reason() != null) {
      return;
    }
    String message = String.valueOf(thrown.getMessage());
    boolean hidden =
        !secrecy.outside(run.task().handler(), "error.message", message).equals(message);
    RunLog.log(
        LOG,
        Level.FINE,
        run.task(),
        () -> "Task " + run.task().taskId() + " failed in attempt " + run.task().attempt(),
        hidden ? null : thrown);
  }

  private Ending runInTransaction(Handlers.Served served, RunContext context, Run run)
      throws Exception {
    try {
      Ending ending = inTransaction.run(served.handler(), context, run);
      if (ending == null && run.reason() != StopReason.LOST) {
        tally.completed(run.task().handler());
      }
      return ending;
    } catch (LeaseLost lost) {
      throw lost;
    } catch (RunInTransaction.Thrown failed) {
      throw failed.getCause();
    } catch (Exception rolledBack) {
      // also when the commit itself failed, after the run had been ended within
      run.reopen();
      throw rolledBack;
    }
  }

  /** What the handler's answer means for the task. */
  static Ending ending(Run run, Outcome outcome) {
    if (outcome instanceof Outcome.Done done && run.reason() != StopReason.LOST) {
      return done(run, done.response());
    }
    if (run.reason() != null) {
      return stopped(run);
    }
    if (outcome instanceof Outcome.RetryLater later) {
      Failure why = new Failure("RetryLater", later.why(), true);
      return new Ending.PutOff(run.report(), why, later.after());
    }
    if (outcome instanceof Outcome.GiveUp never) {
      Failure why = new Failure("GiveUp", never.why(), false);
      String response = kept(never.response());
      return new Ending.Failed(run.report(), why, response);
    }
    return failed(run, new Failure("NoOutcome", "The handler answered nothing", true));
  }

  /** What an exception means for the task. */
  static Ending ending(Run run, Throwable thrown) {
    if (thrown instanceof LeaseLost) {
      return null;
    }
    if (run.reason() != null) {
      return stopped(run);
    }
    if (thrown instanceof EJBException wrapper && wrapper.getCause() != null) {
      return ending(run, wrapper.getCause());
    }
    return failed(run, Failure.of(thrown, !(thrown instanceof NonRetryable)));
  }

  /**
   * How a run ends that was stopped, whatever its handler said then. A cancel is known to the
   * task's row.
   */
  static Ending stopped(Run run) {
    return switch (run.reason()) {
      case CANCELLED, HANDED_BACK -> new Ending.Released(run.report());
      case TIMED_OUT ->
          failed(
              run,
              new Failure(
                  "Timeout",
                  "The run took longer than the "
                      + run.task().timeoutSeconds()
                      + " s that its handler may take",
                  true));
      case LOST -> null;
    };
  }

  private static Ending done(Run run, JsonNode response) {
    String misfit = response == null ? null : JsonText.misfit(response);
    if (misfit != null) {
      return failed(run, new Failure("UnstorableResponse", "The response " + misfit, false));
    }
    String json = json(response);
    if (tooLarge(json)) {
      String message =
          "The response takes " + bytes(json) + " bytes, " + MAX_RESPONSE + " are allowed";
      return failed(run, new Failure("ResponseTooLarge", message, false));
    }
    return new Ending.Completed(run.report(), json);
  }

  /** Null where it cannot be stored: why the run has failed matters more. */
  private static String kept(JsonNode response) {
    boolean fits = response != null && JsonText.misfit(response) == null;
    String json = fits ? json(response) : null;
    return tooLarge(json) ? null : json;
  }

  private static String json(JsonNode response) {
    return response == null || response.isMissingNode() ? null : Json.write(response);
  }

  private static boolean tooLarge(String json) {
    return json != null && json.length() > MAX_RESPONSE / 3 && bytes(json) > MAX_RESPONSE;
  }

  private static Ending failed(Run run, Failure failure) {
    return run.task().run().failed(run.report(), failure);
  }

  private static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }
}
