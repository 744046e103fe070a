package org.taskyard.upkeep.vitals;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The database over HTTP (docs/operations.md). */
@ApplicationScoped
@Path("database/view")
@Produces(MediaType.APPLICATION_JSON)
public class DatabaseResource {

  @EJB private ViewDatabase viewDatabase;

  /** How the database is: 200. */
  @GET
  public DatabaseView view() {
    return viewDatabase.view();
  }
}
