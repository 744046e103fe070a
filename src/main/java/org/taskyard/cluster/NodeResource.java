package org.taskyard.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.taskyard.listing.PageInQuery;

/** Nodes over HTTP (docs/operations.md). */
@ApplicationScoped
@Path("node")
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {

  @EJB private SearchNodes searchNodes;
  @EJB private DrainNode drainNode;

  /** A page of the nodes: 200 with a bare array; without a body of all. */
  @POST
  @Path("index")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response index(JsonNode body, @Context UriInfo uri) {
    JsonNode search = PageInQuery.put(body, uri.getQueryParameters());
    return searchNodes.search(search).answer("/v2/node/index");
  }

  /** The node takes no new tasks, soon: 200 with the node. */
  @POST
  @Path("drain/{name}")
  public NodeView drain(@PathParam("name") String name) {
    return ask(name, true);
  }

  /** The node takes tasks again, soon: 200 with the node. */
  @POST
  @Path("resume/{name}")
  public NodeView resume(@PathParam("name") String name) {
    return ask(name, false);
  }

  private NodeView ask(String name, boolean drain) {
    drainNode.drain(name, drain);
    return searchNodes.view(name);
  }
}
