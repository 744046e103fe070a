package org.taskyard.file;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.UUID;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.file.content.DeleteFile;
import org.taskyard.file.content.FileErrors;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.NewFile;
import org.taskyard.file.content.ReadFile;
import org.taskyard.http.ContextRoot;
import org.taskyard.http.Flag;
import org.taskyard.http.PathId;
import org.taskyard.http.conditional.Preconditions;
import org.taskyard.json.Json;
import org.taskyard.listing.PageInQuery;
import org.taskyard.repeat.IdempotencyKey;

/**
 * Files over HTTP (docs/files.md). The id comes in the path, or as the query parameter {@code id}.
 */
@ApplicationScoped
@Path("file")
public class FileResource {

  @EJB private StoreFile storeFile;
  @EJB private ReadFile readFile;
  @EJB private SearchFiles searchFiles;
  @EJB private DeleteFile deleteFile;
  @Inject private CurrentPrincipal principal;

  /** Stores the body as a file: 201 with what is known of it. */
  @POST
  @Path("create")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response create(
      @Context HttpHeaders headers,
      @QueryParam("task_id") String task,
      @QueryParam("user_id") String user,
      @HeaderParam("Idempotency-Key") String key,
      InputStream body) {
    NewFile file = UploadHeaders.read(headers, task, user, principal.creator());
    JsonNode stored =
        storeFile.store(
            file,
            body,
            UploadHeaders.length(headers),
            key == null ? null : IdempotencyKey.of(key),
            principal.get());
    return Response.status(201)
        .header("Location", ContextRoot.path("/v2/file/view/" + stored.get("file_id").textValue()))
        .tag(new EntityTag(stored.get("sha256").textValue()))
        .type(MediaType.APPLICATION_JSON)
        .entity(Json.bytes(stored))
        .build();
  }

  /** The content, for saving; with {@code meta=true} what is known of the file, as JSON. */
  @GET
  @Path("view{id: (/[^/]*)?}")
  public Response view(
      @PathParam("id") String path,
      @QueryParam("id") String query,
      @QueryParam("meta") String meta,
      @Context Request request,
      @Context HttpHeaders headers) {
    FileView file = readFile.view(id(path, query), principal.owner());
    return Flag.of("meta", meta)
        ? known(file, request)
        : new Download(file).answer(request, headers, readFile);
  }

  /** The headers of the content. */
  @HEAD
  @Path("view{id: (/[^/]*)?}")
  public Response head(
      @PathParam("id") String path,
      @QueryParam("id") String query,
      @Context Request request,
      @Context HttpHeaders headers) {
    return new Download(readFile.view(id(path, query), principal.owner()))
        .answer(request, headers, null);
  }

  /** A page of files: 200 with a bare array. */
  @POST
  @Path("index")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    return searchFiles.search(search, principal.owner()).answer("/v2/file/index");
  }

  /** Deletes the file: 204. */
  @DELETE
  @Path("delete{id: (/[^/]*)?}")
  public Response delete(@PathParam("id") String path, @QueryParam("id") String query) {
    deleteFile.delete(id(path, query), principal.owner());
    return Response.noContent().build();
  }

  private static Response known(FileView file, Request request) {
    // another representation, another tag; nothing of a file ever changes
    EntityTag tag = new EntityTag("meta-" + file.fileId());
    return Preconditions.json(request, tag, Json.bytes(file));
  }

  /** The id of a file; text that is no UUID identifies nothing. */
  private static UUID id(String path, String query) {
    return PathId.of(path, query, FileErrors.FileNotFound::new);
  }
}
