package org.taskyard.http.body;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * A request that names no media type has JSON, or nothing. Some servers would refuse it, others let
 * it through. Files are taken as they are.
 */
@Provider
@PreMatching
public class JsonByDefault implements ContainerRequestFilter {

  private static final String FILES = "file/create";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMediaType() == null && !request.getUriInfo().getPath().endsWith(FILES)) {
      request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    }
  }
}
