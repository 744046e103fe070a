package org.taskyard.access.session;

import java.util.Map;
import java.util.Set;
import org.taskyard.access.Roles;
import org.taskyard.settings.Settings;
import org.taskyard.support.TestDatabase;

/** The use cases of this room on a database, with half an hour and half a day. */
final class TestSessions {

  final TestDatabase database = TestDatabase.create();
  final BeginSession begin = new BeginSession();
  final FindSession find;
  final EndSession end = new EndSession();
  final Roles roles = Roles.with(Map.of());

  TestSessions() {
    Settings settings = Settings.from(key -> null);
    begin.sql = database.sql();
    begin.settings = settings;
    find = new FindSession(database.sql(), settings);
    end.sql = database.sql();
  }

  static SignIn byKey() {
    return new SignIn(
        SignIn.By.KEY,
        "0123456789abcdef",
        3,
        null,
        null,
        "alice",
        Set.of("task:read", "work"),
        Set.of("ImportHandler"),
        null);
  }

  static SignIn byToken() {
    return new SignIn(
        SignIn.By.TOKEN,
        "auth0|1/2",
        0,
        "Bob Example",
        null,
        "bob",
        Set.of("viewer", "of-the-company"),
        null,
        null);
  }

  java.util.Optional<Session> use(String cookie) {
    return SessionCookie.hash(cookie).flatMap(find::use);
  }
}
