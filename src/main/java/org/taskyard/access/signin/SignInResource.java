package org.taskyard.access.signin;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.taskyard.access.Credentials;
import org.taskyard.access.session.BeginSession;
import org.taskyard.access.session.SessionCookie;
import org.taskyard.access.session.SignIn;
import org.taskyard.http.Places;
import org.taskyard.http.problem.Problem;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.refusal.ServiceException;
import org.taskyard.settings.Settings;

/**
 * Signing in by the pages of an issuer: a browser goes there and comes back
 * (docs/security/sign-in.md). A browser whose sign-in fails is sent to the console, which says why.
 */
@ApplicationScoped
@Path("session")
public class SignInResource {

  private static final Logger LOG = Logger.getLogger(SignInResource.class.getName());

  /** Each holds a thread while the issuer thinks. */
  private static final int AT_ONCE = 16;

  @Inject private Settings settings;
  @Inject private IssuerPages pages;
  @Inject private ExchangeCode exchangeCode;
  @EJB private BeginSession beginSession;

  private final Places places = new Places(AT_ONCE);

  /** Sends the browser to the issuer: 302. */
  @GET
  @Path("login")
  public Response login(@QueryParam("return") String wanted, @Context HttpServletRequest request) {
    try {
      pages.clientId();
      Reached reached = reached(request);
      reached.mustBeSafe();
      Attempt attempt = Attempt.begin(ReturnPath.of(wanted));
      Response.ResponseBuilder answer = goTo(pages.signIn(attempt, reached));
      List<String> others = attempts(request);
      if (others.size() >= Attempt.MOST) {
        others.forEach(name -> answer.header("Set-Cookie", SessionCookie.set(name, "", 0)));
      }
      return answer.header("Set-Cookie", attempt.set()).build();
    } catch (ServiceException refusal) {
      return refuse(refusal, pageOf(wanted), null, request).build();
    }
  }

  /** One that is none was refused; the browser still has to go somewhere. */
  private static String pageOf(String wanted) {
    try {
      return ReturnPath.of(wanted);
    } catch (InvalidInput none) {
      return ReturnPath.of(null);
    }
  }

  /** Takes in what the issuer sends the browser back with: 302 to where it was. */
  @GET
  @Path("callback")
  public Response callback(
      @QueryParam("state") String state,
      @QueryParam("code") String code,
      @QueryParam("error") String error,
      @Context HttpServletRequest request) {
    Optional<Attempt> attempt = attempt(request, state);
    if (attempt.isEmpty()) {
      return refuse(new SignInErrors.Expired(), pageOf(null), null, request).build();
    }
    Response.ResponseBuilder answer;
    try {
      String cookie = begin(attempt.get(), code, error, request);
      answer = goTo(attempt.get().path()).header("Set-Cookie", SessionCookie.set(cookie));
    } catch (ServiceException refusal) {
      answer = refuse(refusal, attempt.get().path(), error, request);
    }
    // a code, and an attempt, are used once
    return answer.header("Set-Cookie", attempt.get().clear()).build();
  }

  private String begin(Attempt attempt, String code, String error, HttpServletRequest request) {
    if (code == null) {
      String word = ExchangeCode.word(String.valueOf(error));
      LOG.log(Level.INFO, "Nobody is signed in: the issuer sends the error {0}", word);
      throw new SignInErrors.Failed(
          "The issuer did not let you in"
              + (word.equals("access_denied") ? ": access was denied." : ". Begin again."));
    }
    if (!places.take(() -> 0)) {
      throw new SignInErrors.NotNow("Too many sign in at this moment; try again in a minute.");
    }
    try {
      String callback = IssuerPages.callback(reached(request));
      SignIn who = exchangeCode.exchange(code, attempt, callback);
      return beginSession.begin(who, Credentials.cookie(request));
    } finally {
      places.give();
    }
  }

  private static Optional<Attempt> attempt(HttpServletRequest request, String state) {
    return cookies(request)
        .filter(cookie -> cookie.getName().startsWith(Attempt.cookies()))
        .flatMap(cookie -> Attempt.read(state, cookie.getValue()).stream())
        .findFirst();
  }

  private static List<String> attempts(HttpServletRequest request) {
    return cookies(request)
        .map(Cookie::getName)
        .filter(name -> name.startsWith(Attempt.cookies()))
        .toList();
  }

  private static Stream<Cookie> cookies(HttpServletRequest request) {
    return Optional.ofNullable(request.getCookies()).stream().flatMap(Arrays::stream);
  }

  private Reached reached(HttpServletRequest request) {
    return Reached.of(request::getHeader, request.isSecure(), settings.access().publicUrls());
  }

  private static Response.ResponseBuilder goTo(String place) {
    return Response.status(302).header("Location", place);
  }

  private static Response.ResponseBuilder refuse(
      ServiceException refusal, String wanted, String error, HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    if (accept != null && accept.contains("text/html")) {
      return goTo(SentBack.to(wanted, refusal.slug(), error));
    }
    Problem problem = Problem.of(refusal, request.getRequestURI());
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.body());
    return problem.status() == 503 ? answer.header("Retry-After", "30") : answer;
  }
}
