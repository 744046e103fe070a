package org.taskyard.http.conditional;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** What the conditions of a GET or HEAD settle (RFC 9110 section 13). */
public final class Preconditions {

  private Preconditions() {}

  /**
   * The answer to a request that its conditions settle, 304; null if it is to be answered in full.
   *
   * @throws ClientErrorException 412; thrown, because an answer that comes from another thread gets
   *     no error page of the server
   */
  public static Response settled(Request request, EntityTag tag) {
    Response.ResponseBuilder settled = request.evaluatePreconditions(tag);
    if (settled == null) {
      return null;
    }
    Response answer = settled.tag(tag).build();
    if (answer.getStatus() >= 400) {
      throw new ClientErrorException(answer.getStatus());
    }
    return answer;
  }

  /** The JSON with its entity tag: 200, unless the conditions settle it. */
  public static Response json(Request request, EntityTag tag, byte[] json) {
    Response settled = settled(request, tag);
    return settled == null
        ? Response.ok(json, MediaType.APPLICATION_JSON_TYPE).tag(tag).build()
        : settled;
  }
}
