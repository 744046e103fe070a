package org.taskyard.http;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where this application is within its server; nothing else knows. What callers are sent to is a
 * path from there, without scheme and host: so it is right behind every proxy, whatever headers
 * that sets. Listens in web.xml.
 */
public class ContextRoot implements ServletContextListener {

  private static volatile String root = "";

  @Override
  public void contextInitialized(ServletContextEvent started) {
    root = started.getServletContext().getContextPath();
  }

  /** The path as callers see it, of one within the application, which begins with a slash. */
  public static String path(String within) {
    return root + within;
  }

  /** The path within the application that a request is for, not decoded. */
  public static String within(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
