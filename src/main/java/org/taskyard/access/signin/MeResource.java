package org.taskyard.access.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.taskyard.access.Credentials;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Principal;
import org.taskyard.access.session.Session;
import org.taskyard.access.session.SessionAuthentication;
import org.taskyard.json.Json;

/** Who one is, over HTTP. */
@ApplicationScoped
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

  @Inject private CurrentPrincipal current;
  @Inject private SessionAuthentication sessions;

  /** Who sends this request, what it may do, and until when: 200. */
  @GET
  public Response view(@Context HttpServletRequest request) {
    Principal principal = current.get();
    Optional<Session> session =
        principal.kind() == Principal.Kind.SESSION
            ? sessions.session(Credentials.cookie(request), request.getRemoteAddr())
            : Optional.empty();
    return Response.ok(Json.bytes(Me.of(principal, session))).build();
  }
}
