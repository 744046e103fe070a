package org.taskyard.http.problem;

import jakarta.persistence.QueryTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.database.DatabaseFaults;
import org.taskyard.database.Outage;
import org.taskyard.http.ContextRoot;
import org.taskyard.refusal.ServiceException;
import org.taskyard.refusal.ServiceException.Kind;

/**
 * Turns whatever a request ended with into a problem: refusals by their kind, JAX-RS's own errors
 * with their status and headers, a database that is away as 503, and all else as 500 with an id
 * that is also in the log.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
  private static final int RETRY_AFTER_SECONDS = 5;

  /** The attribute of a request that has what it was refused with. */
  public static final String REFUSAL = ServiceException.class.getName();

  @Context private UriInfo uri;
  @Context private HttpServletRequest call;
  @Context private Request request;

  @Override
  public Response toResponse(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = DatabaseFaults.next(cause)) {
      if (cause instanceof ServiceException refusal) {
        call.setAttribute(REFUSAL, refusal);
        Response.ResponseBuilder response = Response.status(200);
        refusal.headers().forEach(response::header);
        return answer(Problem.of(refusal, path()), response, refusal.headers());
      }
      if (cause instanceof WebApplicationException web) {
        return answer(web);
      }
      if (cause instanceof ProcessingException) {
        // a header that JAX-RS cannot read, such as an entity tag without quotes
        return answer(Problem.ofStatus(400, path()), Response.status(400));
      }
      if (cause instanceof QueryTimeoutException || DatabaseFaults.canceled(cause)) {
        return answer(Problem.of(tooSlow(), path()), Response.status(200));
      }
      if (cause instanceof SQLException sql && DatabaseFaults.isCollision(sql)) {
        return answer(Problem.of(collided(), path()), Response.status(200));
      }
    }
    return Outage.explains(thrown)
        ? answer(Problem.of(Outage.refusal(), path()), Response.status(200))
        : internal(thrown);
  }

  private Response answer(WebApplicationException web) {
    Response said = web.getResponse();
    if (said.getStatus() < 400) {
      return said;
    }
    if (said.getStatus() >= 500 && said.getStatus() != 503 && said.getStatus() != 501) {
      return internal(web);
    }
    // fromResponse keeps headers such as Allow
    return answer(Problem.ofStatus(said.getStatus(), path()), Response.fromResponse(said));
  }

  private Response internal(Throwable thrown) {
    String id = UUID.randomUUID().toString();
    LOG.log(
        Level.SEVERE, thrown, () -> "Error " + id + " in " + request.getMethod() + " " + path());
    return answer(Problem.internal(id, path()), Response.status(500));
  }

  private static Response answer(Problem problem, Response.ResponseBuilder response) {
    return answer(problem, response, Map.of());
  }

  private static Response answer(
      Problem problem, Response.ResponseBuilder response, Map<String, String> said) {
    boolean later = problem.status() == 503 || problem.status() == 429;
    if (later && !said.containsKey("Retry-After")) {
      response.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    if (problem.status() == 401) {
      // by RFC 9110; from inside of JAX-RS it is that of a sign-in
      response.header("WWW-Authenticate", "Bearer realm=\"Taskyard\"");
    }
    if (problem.extensions().get(Problem.LOCATION) instanceof String place) {
      response.header("Location", ContextRoot.path(place));
    }
    return response
        .status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .entity(problem.body())
        .build();
  }

  private static ServiceException tooSlow() {
    return new ServiceException(
        Kind.INVALID,
        "too-broad",
        "Search too broad",
        "The search took longer than its time budget; narrow it by handler, status, user or date.");
  }

  private static ServiceException collided() {
    return new ServiceException(
        Kind.BUSY,
        "collision",
        "Two requests collided",
        "Somebody else changed the same task at this moment. Nothing was changed; repeat the"
            + " request.");
  }

  private String path() {
    return uri.getRequestUri().getRawPath();
  }
}
