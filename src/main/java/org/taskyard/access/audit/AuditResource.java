package org.taskyard.access.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.listing.PageInQuery;

/** The audit over HTTP (docs/security/audit.md). */
@ApplicationScoped
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  @EJB private SearchAudit searchAudit;
  @Inject private CurrentPrincipal principal;

  /** A page of the audit: 200 with a bare array. */
  @POST
  @Path("index")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    return searchAudit.search(search, principal.get().tenant()).answer("/v2/audit/index");
  }
}
