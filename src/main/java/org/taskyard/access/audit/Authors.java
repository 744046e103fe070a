package org.taskyard.access.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.taskyard.access.CurrentPrincipal;
import org.taskyard.http.RequestId;

/**
 * Who makes the changes of this thread: whoever sent the request at hand, or the one that {@link
 * #as} names for work that nobody has requested. There is no other; a change without an author
 * fails.
 */
@ApplicationScoped
public class Authors {

  @Inject private CurrentPrincipal principal;
  @Inject private HttpServletRequest request;

  private final ThreadLocal<Author> named = new ThreadLocal<>();

  /**
   * The author.
   *
   * @throws IllegalStateException if this thread serves no request, and nobody is named
   */
  public Author current() {
    Author author = named.get();
    return author == null ? ofRequest() : author;
  }

  /** Does some work of which that one is the author. */
  public <T> T as(Author author, Supplier<T> work) {
    Author before = named.get();
    named.set(author);
    try {
      return work.get();
    } finally {
      if (before == null) {
        named.remove();
      } else {
        named.set(before);
      }
    }
  }

  /** Whoever sent the request at hand. */
  protected Author ofRequest() {
    return Author.of(
        principal.get(),
        request.getRemoteAddr(),
        RequestId.of(request),
        GivenReason.of(request.getHeader(GivenReason.HEADER)));
  }
}
