package org.taskyard.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.taskyard.access.Principal.Forbidden;
import org.taskyard.http.Flag;
import org.taskyard.refusal.ServiceException;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/** Decides who is let in. */
@ApplicationScoped
public class Door {

  @Inject private Settings settings;
  @Inject @Any private Instance<Authentication> ways;
  @Inject private FailedAttempts failed;
  @Inject private Event<Denied> denials;

  private Matrix matrix;
  private CrossSite crossSite;

  @PostConstruct
  void open() {
    AccessSettings access = settings.access();
    matrix = new Matrix(access.open());
    List<String> ours = new ArrayList<>(access.corsOrigins());
    ours.addAll(access.publicUrls());
    crossSite = new CrossSite(ours);
  }

  Map<String, Route> at(String path) {
    return matrix.at(path);
  }

  /**
   * Lets a request in.
   *
   * @return who sends it; empty where nobody is asked
   * @throws ServiceException if it is not let in
   */
  Optional<Principal> let(HttpServletRequest request, Route route) {
    if (route.guard() == Route.Guard.OPEN) {
      return Optional.empty();
    }
    Principal principal = null;
    try {
      principal = who(request);
      if (!mayDo(principal, route)) {
        throw new Forbidden("This needs the scope " + words(route) + ".");
      }
      if (route.insisting() != null && isSet(request, route.insisting())) {
        principal.need(route.further());
      }
      return Optional.of(principal);
    } catch (ServiceException refusal) {
      if (refusal.kind() == ServiceException.Kind.BUSY) {
        throw refusal; // nobody was denied anything
      }
      denials.fire(
          new Denied(
              principal,
              request.getMethod(),
              route.path(),
              refusal instanceof Unauthenticated unknown ? unknown.reason() : refusal.slug(),
              request.getRemoteAddr()));
      throw refusal;
    }
  }

  private static boolean mayDo(Principal principal, Route route) {
    return route.scopes().isEmpty() || route.scopes().stream().anyMatch(principal::may);
  }

  private static String words(Route route) {
    return route.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining(" or "));
  }

  /** Of methods without a body only: servlets look for parameters in it, too. */
  private static boolean isSet(HttpServletRequest request, String parameter) {
    return Flag.of(parameter, request.getParameter(parameter));
  }

  private Principal who(HttpServletRequest request) {
    AccessSettings access = settings.access();
    Credentials shown = Credentials.of(request, access.queryToken());
    // without authentication the right comes by itself, as with a cookie
    if (shown.areAmbient() && crossSite.forges(request)) {
      throw new Forbidden("A page of another site has sent this request; nothing was done.");
    }
    if (!access.asks()) {
      if (!ThisMachine.sends(request)) {
        throw new Forbidden(
            "Without authentication (TASKYARD_AUTH=none) only this machine is served, by the name localhost.");
      }
      return Principal.NOBODY;
    }
    if (shown.areMissing()) {
      throw Unauthenticated.nothingShown();
    }
    return failed.watch(shown, () -> recognized(shown));
  }

  private Principal recognized(Credentials shown) {
    for (Authentication way : ways) {
      if (way.takes(shown)) {
        return way.principal(shown);
      }
    }
    throw new Unauthenticated("unknown", "credentials of a form that is not in use here");
  }

  /**
   * Checks a right that was shown a while ago.
   *
   * @throws Unauthenticated if it holds no longer
   */
  public void recheck(Principal principal) {
    if (!stillHolds(principal)) {
      throw new Unauthenticated("revoked", "a right that has ended while its request waited");
    }
  }

  /** Whether a right that was shown a while ago still holds. */
  public boolean stillHolds(Principal principal) {
    if (principal.kind() == Principal.Kind.NOBODY) {
      return true;
    }
    for (Authentication way : ways) {
      if (way.stillHolds(principal)) {
        return true;
      }
    }
    return false;
  }
}
