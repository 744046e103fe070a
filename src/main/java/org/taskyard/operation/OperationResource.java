package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.PathId;
import org.taskyard.json.JsonFields;
import org.taskyard.listing.PageInQuery;
import org.taskyard.refusal.Faults;

/** The door to acting on many tasks at once (docs/operations-on-many.md). */
@ApplicationScoped
@Path("operation")
@Produces(MediaType.APPLICATION_JSON)
public class OperationResource {

  private static final Set<String> KNOWN = new TreeSet<>(List.of("reason", "token"));
  private static final int LONGEST_REASON = 500;

  @EJB private PreviewOperation previewOperation;
  @EJB private CreateOperation createOperation;
  @EJB private ViewOperation viewOperation;
  @EJB private SearchItems searchItems;
  @Inject private CurrentPrincipal principal;

  /** What would be done: 200; nothing is done. */
  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  public OperationPreview preview(JsonNode body) {
    return previewOperation.preview(body, principal.get());
  }

  /** Runs what was previewed: 201, also if it runs already. */
  @POST
  @Path("create")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonNode body) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(body, "", faults);
    fields.only(KNOWN);
    UUID token = fields.uuid("token");
    if (!fields.given("token")) {
      fields.fault("token", "required: the token of a preview");
    }
    String reason = fields.text("reason", LONGEST_REASON);
    faults.refuse();
    createOperation.create(
        token, reason == null || reason.isBlank() ? null : reason, principal.get());
    return Response.status(201)
        .entity(viewOperation.view(token, principal.owner()))
        .header("Location", ContextRoot.path("/v2/operation/view/" + token))
        .build();
  }

  /** How far it is: 200. */
  @GET
  @Path("view{id: (/[^/]*)?}")
  public OperationView view(@PathParam("id") String path, @QueryParam("id") String query) {
    return viewOperation.view(id(path, query), principal.owner());
  }

  /** What became of each task: 200 with an array. */
  @POST
  @Path("items/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response items(@PathParam("id") String id, JsonNode body, @Context UriInfo uri) {
    UUID operation = id(null, id);
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    return searchItems
        .search(operation, search, principal.owner())
        .answer("/v2/operation/items/" + operation);
  }

  private static UUID id(String path, String query) {
    return PathId.of(path, query, OperationErrors.OperationNotFound::new);
  }
}
