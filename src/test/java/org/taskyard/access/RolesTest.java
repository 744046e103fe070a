package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolesTest {

  private static final Roles BUILT_IN = Roles.with(Map.of());

  @Test
  void aRoleComesToItsScopesAndThoseOfTheRolesInIt() {
    assertThat(BUILT_IN.scopes(List.of("operator")))
        .contains(Scope.TASK_WRITE, Scope.ALL_USERS, Scope.HANDLER_ADMIN)
        .doesNotContain(Scope.KEY_ADMIN, Scope.ADMIN, Scope.WORK);
  }

  @Test
  void aUserIsKeptToItsOwn() {
    assertThat(BUILT_IN.scopes(List.of("user")))
        .containsExactlyInAnyOrder(Scope.TASK_READ, Scope.TASK_WRITE, Scope.TASK_DELETE);
  }

  @Test
  void anAdminMayDoEverything() {
    assertThat(BUILT_IN.scopes(List.of("admin"))).containsExactlyInAnyOrder(Scope.values());
  }

  @Test
  void wordsThatAreNeitherGiveNothing() {
    assertThat(BUILT_IN.scopes(List.of("openid", "profile", "offline_access", "Admin"))).isEmpty();
  }

  @Test
  void aRoleOfTheSettingsTakesThePlaceOfOneThatComesWithTheService() {
    Roles roles =
        Roles.with(Map.of("user", List.of("task:read"), "night", List.of("user", "metrics")));
    assertThat(roles.scopes(List.of("night")))
        .containsExactlyInAnyOrder(Scope.TASK_READ, Scope.METRICS);
  }

  @Test
  void aRoleThatNamesItselfInACircleEnds() {
    Roles roles = Roles.with(Map.of("a", List.of("b"), "b", List.of("a", "work")));
    assertThat(roles.scopes(List.of("a"))).containsExactly(Scope.WORK);
  }

  @Test
  void anEmptyRoleIsTakenAway() {
    assertThat(Roles.with(Map.of("viewer", List.of())).scopes(List.of("viewer"))).isEmpty();
    assertThat(Roles.with(Map.of("admin", List.of())).scopes(List.of("admin"))).isEmpty();
  }

  @Test
  void aWordThatIsNeitherIsRefused() {
    assertThatThrownBy(() -> Roles.with(Map.of("a", List.of("task:reed"))))
        .hasMessage("the role a names task:reed, which is neither a scope nor a role");
  }
}
