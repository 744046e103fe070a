package org.taskyard.access.signin;

import org.taskyard.http.ContextRoot;
import org.taskyard.http.problem.Problem;

/** What a browser shows when nobody was signed in. All of its text is ours. */
final class FailurePage {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>%1$s - Taskyard</title>
        </head>
        <body>
          <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><a href="%3$s">Sign in again</a> · <a href="%4$s">What this means</a></p>
          </main>
        </body>
      </html>
      """;

  private FailurePage() {}

  static String of(Problem problem) {
    return PAGE.formatted(
        problem.title(),
        problem.detail(),
        ContextRoot.path("/v2/session/login"),
        ContextRoot.path(Problem.DOCS + problem.slug()));
  }
}
