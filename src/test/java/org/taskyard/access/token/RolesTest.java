package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;
import org.taskyard.settings.Settings;

/** Where a token's roles are found. */
class RolesTest {

  private static Set<String> roles(String claims, String audience, String places) throws Exception {
    var settings =
        Settings.from(
                key ->
                    switch (key) {
                      case "taskyard.auth" -> "none";
                      case "taskyard.jwt.issuer" -> "https://login.test";
                      case "taskyard.jwt.audience" -> audience;
                      case "taskyard.jwt.roles" -> places;
                      default -> null;
                    })
            .tokens()
            .orElseThrow();
    return new Claims(Json.read(claims)).roles(settings.roles());
  }

  private static Set<String> roles(String claims) throws Exception {
    return roles(claims, "taskyard", null);
  }

  @Test
  void allUsualPlacesAreReadTogether() throws Exception {
    assertThat(
            roles(
                """
                {"realm_access": {"roles": ["a"]},
                 "resource_access": {"taskyard": {"roles": ["b", "a"]}, "other": {"roles": ["no"]}},
                 "roles": ["c"], "groups": ["/d", "/e/f"], "scope": "openid  g"}
                """))
        .containsExactly("a", "b", "c", "d", "e/f", "openid", "g");
  }

  @Test
  void aRoleOfAnotherClientIsNoneOfOurs() throws Exception {
    assertThat(roles("{\"resource_access\": {\"account\": {\"roles\": [\"admin\"]}}}")).isEmpty();
  }

  @Test
  void aRoleInAListMayHoldABlank() throws Exception {
    assertThat(roles("{\"roles\": [\"Domain Admins\"]}")).containsExactly("Domain Admins");
  }

  @Test
  void whatIsNoNameIsPassedOver() throws Exception {
    assertThat(
            roles(
                """
                {"roles": [1, null, "", "/", {"a": 1}, ["b"], "c"], "groups": {"d": 1},
                 "realm_access": "admin", "resource_access": {"taskyard": ["admin"]}, "scope": 5}
                """))
        .containsExactly("c");
  }

  @Test
  void placesCanBeNamedWithDotsInTheNames() throws Exception {
    assertThat(
            roles(
                "{\"https://a.test/roles\": [\"a\"], \"x\": {\"y.z\": \"b c\"}, \"roles\": \"no\"}",
                "taskyard",
                "https://a\\.test/roles, x.y\\.z"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void theUsualPlaceIsThatOfEachAudienceEvenWithDots() throws Exception {
    assertThat(
            roles(
                "{\"resource_access\": {\"one.two\": {\"roles\": [\"a\"]}, \"three\": {\"roles\": [\"b\"]}}}",
                "one.two three",
                null))
        .containsExactly("a", "b");
  }
}
