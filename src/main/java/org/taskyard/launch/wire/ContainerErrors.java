package org.taskyard.launch.wire;

import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpPacket;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Between the codec and the servlet container: refuses requests that the container answers with an
 * empty 200 (a broken percent escape, a host that is none), and gives a body to what the container
 * refuses without one.
 */
final class ContainerErrors extends BaseFilter {

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~%!$&'()*+,;=-]*|\\[[0-9A-Fa-f:.]+])(:\\d{0,5})?");

  /** Nearly all callers name the same one. */
  private static volatile String lastHost;

  @Override
  public NextAction handleRead(FilterChainContext context) {
    if (context.getMessage() instanceof HttpContent content
        && content.getHttpHeader() instanceof HttpRequestPacket request
        && isMalformed(request)) {
      refuse(context, request);
      return context.getStopAction();
    }
    return context.getInvokeAction();
  }

  private static boolean isMalformed(HttpRequestPacket request) {
    boolean escaped = request.getRequestURIRef().getOriginalRequestURIBC().indexOf('%', 0) >= 0;
    return (escaped && BROKEN_ESCAPE.matcher(path(request)).find())
        || isNoHost(request.getHeader(Header.Host));
  }

  private static boolean isNoHost(String host) {
    if (host == null || host.equals(lastHost)) {
      return false;
    }
    if (!HOST.matcher(host).matches()) {
      return true;
    }
    lastHost = host;
    return false;
  }

  private static String path(HttpRequestPacket request) {
    return request.getRequestURIRef().getOriginalRequestURIBC().toString();
  }

  private static void refuse(FilterChainContext context, HttpRequestPacket request) {
    HttpResponsePacket response = request.getResponse();
    response.setStatus(400);
    // what is left of the body is not read: nothing can follow on this connection
    response.setHeader(Header.Connection, "close");
    HttpContent answer =
        HttpContent.builder(response).content(fill(context, response)).last(true).build();
    Connection<?> connection = context.getConnection();
    context.write(answer);
    context.flush(
        new EmptyCompletionHandler<Object>() {
          @Override
          public void completed(Object result) {
            connection.closeSilently();
          }
        });
  }

  @Override
  public NextAction handleWrite(FilterChainContext context) {
    if (context.getMessage() instanceof HttpPacket packet
        && packet.getHttpHeader() instanceof HttpResponsePacket response
        && isBareError(packet, response)) {
      Buffer body = fill(context, response);
      context.setMessage(
          HttpContent.builder(response)
              .content(response.getRequest().isHeadRequest() ? Buffers.EMPTY_BUFFER : body)
              .last(true)
              .build());
    }
    return context.getInvokeAction();
  }

  private static boolean isBareError(HttpPacket packet, HttpResponsePacket response) {
    if (response.isCommitted()
        || response.getStatus() < 400
        || response.isContentTypeSet()
        || response.getContentLength() > 0) {
      return false;
    }
    return packet instanceof HttpContent content
        && content.isLast()
        && !content.getContent().hasRemaining();
  }

  private static Buffer fill(FilterChainContext context, HttpResponsePacket response) {
    byte[] body = WireProblems.body(response.getStatus(), path(response.getRequest()));
    response.setContentType(WireProblems.MEDIA_TYPE);
    response.setCharacterEncoding(null);
    response.setContentLength(body.length);
    response.setHeader("X-Content-Type-Options", "nosniff");
    return Buffers.wrap(context.getMemoryManager(), body);
  }
}
