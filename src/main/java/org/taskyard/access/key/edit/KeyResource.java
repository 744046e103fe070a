package org.taskyard.access.key.edit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.regex.Pattern;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.access.Roles;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.conditional.IfMatch;
import org.taskyard.json.Json;
import org.taskyard.listing.PageInQuery;
import org.taskyard.refusal.Faults;
import org.taskyard.settings.Settings;

/** Keys over HTTP (docs/security/keys.md). */
@ApplicationScoped
@Path("key")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  @EJB private EditKeys editKeys;
  @EJB private ViewKeys viewKeys;
  @Inject private CurrentPrincipal current;
  @Inject private Roles roles;
  @Inject private Settings settings;

  /** A page of keys: 200 with a bare array. */
  @POST
  @Path("index")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    return viewKeys.page(search, current.get().tenant()).answer("/v2/key/index");
  }

  /** The key: 200. */
  @GET
  @Path("view/{id}")
  public Response view(@PathParam("id") String id) {
    return answer(200, viewKeys.one(known(id), current.get().tenant())).build();
  }

  /**
   * Makes a key: 201 with its secret, which is shown this once. There is no Idempotency-Key: the
   * answer of a repeat would have to be kept.
   */
  @POST
  @Path("create")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(JsonNode body) {
    Faults faults = new Faults();
    KeyInput input = KeyInput.ofNew(body, roles, faults);
    faults.refuse();
    KeyView made = editKeys.create(grants(), input);
    return answer(201, made)
        .header("Location", ContextRoot.path(KeyView.path(made.keyId())))
        .build();
  }

  /** Changes what the body names, or revokes the key: 200 with the key. */
  @PUT
  @Path("update/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response update(
      @PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, JsonNode body) {
    known(id);
    Faults faults = new Faults();
    KeyInput change = KeyInput.ofChange(body, id, roles, faults);
    if (faults.any()) {
      viewKeys.one(id, current.get().tenant());
      faults.refuse();
    }
    return answer(200, editKeys.change(grants(), id, change, IfMatch.of(ifMatch))).build();
  }

  /** Gives the key another secret, which is shown this once: 200 with the key. */
  @POST
  @Path("rotate/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response rotate(@PathParam("id") String id, JsonNode body) {
    return answer(200, editKeys.rotate(grants(), known(id), Overlap.read(body))).build();
  }

  /** Deletes the key: 204. */
  @DELETE
  @Path("delete/{id}")
  public Response delete(@PathParam("id") String id) {
    editKeys.delete(grants(), known(id));
    return Response.noContent().build();
  }

  /** A text that can be no id names nothing. */
  private static String known(String id) {
    if (!ID.matcher(id).matches()) {
      throw new KeyErrors.KeyNotFound();
    }
    return id;
  }

  private Grants grants() {
    return new Grants(current.get(), roles, settings.tenants().on());
  }

  private static Response.ResponseBuilder answer(int status, KeyView key) {
    Response.ResponseBuilder answer =
        Response.status(status).entity(Json.bytes(key)).header("ETag", key.etag());
    return key.key() == null ? answer : answer.header("Cache-Control", "no-store");
  }
}
