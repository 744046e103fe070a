package org.taskyard.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
    crossSite = new CrossSite(access.trustedOrigins());
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
    Credentials shown = Credentials.of(request, settings.access().queryToken());
    Principal principal = null;
    try {
      refuseForged(request, shown);
      if (route.guard() == Route.Guard.OPEN) {
        return Optional.empty();
      }
      principal = who(request, shown);
      if (!mayDo(principal, route)) {
        throw new Forbidden("This needs the scope " + words(route) + ".");
      }
      if (route.whose() == Route.Whose.INSTALLATIONS && principal.tenant() != null) {
        throw new Forbidden("This belongs to the installation, and to no tenant.");
      }
      if (route.insisting() != null && isSet(request, route.insisting())) {
        principal.need(route.further());
      }
      return Optional.of(principal);
    } catch (ServiceException refusal) {
      if (refusal.kind() == ServiceException.Kind.BUSY) {
        throw refusal; // nobody was denied anything
      }
      denied(principal, request, route, refusal);
      throw refusal;
    }
  }

  /** Reports that somebody was not let in, or has asked for what it may not do. */
  void denied(
      Principal principal, HttpServletRequest request, Route route, ServiceException refusal) {
    denials.fire(
        new Denied(
            principal,
            request.getMethod(),
            route.path(),
            refusal instanceof Unauthenticated unknown ? unknown.reason() : refusal.slug(),
            request.getRemoteAddr()));
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

  /** Without authentication the right comes by itself, as with a cookie. */
  private void refuseForged(HttpServletRequest request, Credentials shown) {
    if (shown.areAmbient() && crossSite.forges(request, shown.session() != null)) {
      throw new Forbidden("A page of another site has sent this request; nothing was done.");
    }
  }

  private Principal who(HttpServletRequest request, Credentials shown) {
    if (!settings.access().asks()) {
      if (!ThisMachine.sends(request)) {
        throw new Forbidden(
            "Without authentication (TASKYARD_AUTH=none) only this machine is served, by the name localhost.");
      }
      return Principal.NOBODY;
    }
    if (shown.areMissing()) {
      throw Unauthenticated.nothingShown();
    }
    // a session that has ended is nobody's attempt at anything
    return shown.bearer() == null
        ? recognized(shown)
        : failed.watch(shown, () -> recognized(shown));
  }

  /**
   * Whose bearer this is, for signing in by it; watched as the credentials of any request.
   *
   * @param address from which it comes
   * @throws ServiceException if it is nobody's
   */
  public Principal recognize(String bearer, String address) {
    Credentials shown = new Credentials(bearer, null, address);
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
