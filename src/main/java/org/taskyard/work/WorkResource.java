package org.taskyard.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.execution.lease.Ending;
import org.taskyard.http.Caller;
import org.taskyard.refusal.Faults;
import org.taskyard.roster.HeardWorkers;

/** The door for remote workers (docs/remote-workers.md). */
@ApplicationScoped
@Path("work")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WorkResource {

  @EJB private JudgeFailures judgeFailures;
  @EJB private KeepWork keepWork;
  @Inject private Handover handover;
  @Inject private WaitingClaims waitingClaims;
  @Inject private HeardWorkers heardWorkers;
  @EJB private MayWork mayWork;
  @Inject private CurrentPrincipal principal;

  /**
   * What became of what was said of one run.
   *
   * @param status 200, or 409 if the lease is over: then nothing was changed
   * @param cancelRequested with a heartbeat: true if the worker should stop
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(UUID taskId, int status, Boolean cancelRequested) {}

  /**
   * The answer to a report.
   *
   * @param tasks the next batch, if a claim came along
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Results(List<Result> results, List<Assignment> tasks) {}

  /**
   * Due tasks, each with a lease: 200 with an array, empty if there are none and the wait is over.
   */
  @POST
  @Path("claim")
  public void claim(
      JsonNode body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Faults faults = new Faults();
    Claim claim = Claim.read(body, "", faults).of(principal.get().tenant());
    faults.refuse();
    MayWork.check(principal.get(), claim);
    heard(claim);
    waitingClaims.await(claim, principal.get(), Caller.of(request), response);
  }

  /** Renews leases, shows progress, keeps checkpoints: 200, or 409. */
  @POST
  @Path("heartbeat")
  public Response heartbeat(JsonNode body) {
    Report report = Report.read(body, Report.Kind.HEARTBEAT);
    Map<UUID, Result> kept =
        keepWork.keep(mayWork.of(principal.get(), report.items())).stream()
            .collect(Collectors.toMap(Result::taskId, result -> result));
    List<Result> results =
        report.items().stream()
            .map(item -> item.run().taskId())
            .map(id -> kept.getOrDefault(id, new Result(id, 409, null)))
            .toList();
    return answer(report, results, null);
  }

  /** The work is done: 200, or 409. */
  @POST
  @Path("complete")
  public void complete(
      JsonNode body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Report report = Report.read(body, Report.Kind.COMPLETE);
    end(
        report,
        own(report).stream().map(item -> item.ending(Report.Kind.COMPLETE)).toList(),
        Caller.of(request),
        response);
  }

  /** The work has failed; tried again as the handler's settings have it: 200, or 409. */
  @POST
  @Path("fail")
  public void fail(
      JsonNode body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Report report = Report.read(body, Report.Kind.FAIL);
    end(report, judgeFailures.judge(own(report)), Caller.of(request), response);
  }

  /** Hands tasks back, and no attempt is counted: 200, or 409. */
  @POST
  @Path("release")
  public void release(
      JsonNode body, @Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Report report = Report.read(body, Report.Kind.RELEASE);
    end(
        report,
        own(report).stream().map(item -> item.ending(Report.Kind.RELEASE)).toList(),
        Caller.of(request),
        response);
  }

  private List<Report.Item> own(Report report) {
    return mayWork.of(principal.get(), report.items());
  }

  private void end(Report report, List<Ending> endings, Caller worker, AsyncResponse response) {
    if (report.claim() != null) {
      MayWork.check(principal.get(), report.claim());
      heard(report.claim());
    }
    ClaimWork.Exchanged exchanged = handover.exchange(endings, claim(report), worker);
    Set<UUID> ended = exchanged.ended();
    List<Result> results =
        report.items().stream()
            .map(Report.Item::run)
            .map(run -> new Result(run.taskId(), ended.contains(run.token()) ? 200 : 409, null))
            .toList();
    List<Assignment> tasks = report.claim() == null ? null : exchanged.tasks();
    handover.answer(response, answer(report, results, tasks), exchanged.tasks());
  }

  private void heard(Claim claim) {
    heardWorkers.heard(claim.handlers(), claim.worker(), principal.get().tenantOrNone());
  }

  private Claim claim(Report report) {
    return report.claim() == null ? null : report.claim().of(principal.get().tenant());
  }

  private static Response answer(Report report, List<Result> results, List<Assignment> tasks) {
    if (report.single() && results.get(0).status() == 409) {
      throw new LeaseIsOver();
    }
    return Response.ok(report.single() ? results.get(0) : new Results(results, tasks)).build();
  }
}
