package org.taskyard.access.signin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.taskyard.access.Credentials;
import org.taskyard.access.Door;
import org.taskyard.access.Principal;
import org.taskyard.access.Scope;
import org.taskyard.access.Unauthenticated;
import org.taskyard.access.session.BeginSession;
import org.taskyard.access.session.EndSession;
import org.taskyard.access.session.Session;
import org.taskyard.access.session.SessionAuthentication;
import org.taskyard.access.session.SessionCookie;
import org.taskyard.access.session.SignIn;
import org.taskyard.http.ContextRoot;
import org.taskyard.json.Json;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/** Signing in by a key, and out, over HTTP (docs/security/sign-in.md). */
@ApplicationScoped
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

  /** Where a browser goes to sign out at the issuer, too. */
  static final String END_SESSION_URL = "End-Session-Url";

  @Inject private Settings settings;
  @Inject private Door door;
  @Inject private SessionAuthentication sessions;
  @Inject private IssuerPages issuer;
  @EJB private BeginSession beginSession;
  @EJB private EndSession endSession;

  /** How one can sign in: 200. */
  @GET
  @Path("ways")
  public Response ways(@Context HttpServletRequest request) {
    AccessSettings access = settings.access();
    Ways ways =
        new Ways(
            List.copyOf(access.ways()),
            access.ways().contains(AccessSettings.KEYS),
            issuer.isOffered(),
            reached(request).isSafe());
    return Response.ok(Json.bytes(ways)).build();
  }

  /** Signs in by a key: 201 with the cookie and who one is now; ends the session of before. */
  @POST
  @Path("create")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonNode body, @Context HttpServletRequest request) {
    if (!settings.access().ways().contains(AccessSettings.KEYS)) {
      throw new SignInErrors.NotOffered("Keys are not in use here (TASKYARD_AUTH).");
    }
    reached(request).mustBeSafe();
    Principal holder = door.recognize(key(body), request.getRemoteAddr());
    if (holder.kind() != Principal.Kind.KEY) {
      throw new Unauthenticated("no-key", "a sign-in by something else than a key");
    }
    String cookie = beginSession.begin(signIn(holder), Credentials.cookie(request));
    Session session = sessions.session(cookie, request.getRemoteAddr()).orElseThrow();
    return Response.status(201)
        .header("Set-Cookie", SessionCookie.set(cookie))
        .header("Location", ContextRoot.path("/v2/me"))
        .entity(Json.bytes(Me.of(sessions.principal(session), Optional.of(session))))
        .build();
  }

  /**
   * Signs out, on every node: 204, also if nobody is signed in. A header says where a browser signs
   * out at the issuer, if it signed in there.
   */
  @DELETE
  @Path("delete")
  public Response delete(@Context HttpServletRequest request) {
    Optional<SignIn.By> ended = endSession.end(Credentials.cookie(request));
    sessions.forget();
    Response.ResponseBuilder answer =
        Response.noContent().header("Set-Cookie", SessionCookie.clear());
    ended
        .filter(by -> by == SignIn.By.TOKEN)
        .flatMap(by -> issuer.signOut(reached(request)))
        .ifPresent(url -> answer.header(END_SESSION_URL, url));
    return answer.build();
  }

  private Reached reached(HttpServletRequest request) {
    return Reached.of(request::getHeader, request.isSecure(), settings.access().publicUrls());
  }

  private static String key(JsonNode body) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(body, "", faults);
    fields.only(Set.of("key"));
    String key = fields.words("key");
    if (!fields.given("key")) {
      fields.fault("key", "is missing");
    }
    faults.refuse();
    return key;
  }

  private static SignIn signIn(Principal holder) {
    return new SignIn(
        SignIn.By.KEY,
        holder.id(),
        holder.generation(),
        null,
        holder.tenant(),
        holder.userId(),
        holder.scopes().stream().map(Scope::text).collect(Collectors.toSet()),
        holder.handlers(),
        holder.until());
  }
}
