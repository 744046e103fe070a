package org.taskyard.roster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.HandlerName;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.listing.PageInQuery;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.secrecy.KnownRules;
import org.taskyard.secrecy.Sight;

/** Handlers over HTTP (docs/handler-settings.md). */
@ApplicationScoped
@Path("handler")
@Produces(MediaType.APPLICATION_JSON)
public class HandlerResource {

  @EJB private SearchHandlers searchHandlers;
  @EJB private ViewHandler viewHandler;
  @EJB private ConfigureHandler configureHandler;
  @Inject private CurrentPrincipal principal;
  @Inject private KnownRules rules;

  /**
   * A page of the handlers that the cluster knows: 200 with a bare array; without a body of all.
   */
  @POST
  @Path("index")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    return searchHandlers.search(search).answer("/v2/handler/index");
  }

  /** The handler with the numbers of this moment: 200. */
  @GET
  @Path("view/{name}")
  public Response view(@PathParam("name") String name) {
    return answer(200, viewHandler.view(known(name))).build();
  }

  /**
   * Changes what the body names, from the next claim on: 200 with the handler; 201 for one that was
   * not known, which {@code If-None-Match: *} insists on.
   */
  @PUT
  @Path("update/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response update(
      @PathParam("name") String name,
      @HeaderParam("If-Match") String ifMatch,
      @HeaderParam("If-None-Match") String ifNoneMatch,
      JsonNode body) {
    if (ifNoneMatch == null) {
      viewHandler.view(known(name));
      HandlerChange change = HandlerChange.read(body, name);
      Sight sight = Sight.of(principal.get());
      HandlerView changed = configureHandler.configure(name, change, IfMatch.of(ifMatch), sight);
      rules.refresh();
      return answer(200, changed).build();
    }
    if (!ifNoneMatch.trim().equals("*") || !HandlerName.fits(name)) {
      throw new InvalidInput(
          "",
          "If-None-Match: * configures a handler ahead; its name is a letter, then letters, digits,"
              + " dot, underscore or hyphen, 100 characters at most");
    }
    HandlerView made = configureHandler.configureAhead(name, HandlerChange.read(body, name));
    rules.refresh();
    return answer(201, made)
        .header("Location", ContextRoot.path("/v2/handler/view/" + name))
        .build();
  }

  /** A text that can be no handler's name names nothing. */
  private static String known(String name) {
    if (!HandlerName.fits(name)) {
      throw new HandlerErrors.HandlerNotFound();
    }
    return name;
  }

  private static Response.ResponseBuilder answer(int status, HandlerView handler) {
    return Response.status(status).entity(Json.bytes(handler)).header("ETag", handler.etag());
  }
}
