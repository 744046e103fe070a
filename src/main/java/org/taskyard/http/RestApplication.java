package org.taskyard.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The task API: every resource of the WAR, under {@code /v2}. */
@ApplicationPath("/v2")
public class RestApplication extends Application {

  /**
   * Keeps the server's own JSON providers out: only {@link org.taskyard.http.body.JsonReader} and
   * {@link org.taskyard.http.body.JsonWriter} speak JSON here.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        // the features of Jackson, MOXy and JSON-B each step back when another one is named here
        "jersey.config.jsonFeature",
        "taskyard",
        "jersey.config.disableJsonProcessing",
        true,
        // what callers are sent to has neither scheme nor host: see ContextRoot
        "jersey.config.server.headers.location.relative.resolution.disabled",
        true,
        // a WADL describes what /openapi describes better
        "jersey.config.server.wadl.disableWadl",
        true);
  }
}
