package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.settings.Settings;

/** What roles come to. */
class RolesTest {

  private static Roles with(String roles) {
    return Roles.with(Settings.from(Map.of("taskyard.roles", roles)::get).access().roles());
  }

  @Test
  void aRoleOfWordsThatThereAreNotIsNamed() {
    assertThatThrownBy(() -> with("support=task:read task:raed"))
        .hasMessage("the role support names task:raed, which is neither a scope nor a role");
  }

  @Test
  void aRoleMayBeBuiltOnAnother() {
    Roles roles = with("night=user work");
    assertThat(roles.scopes(List.of("night")))
        .containsExactlyInAnyOrder(
            Scope.TASK_READ, Scope.TASK_WRITE, Scope.TASK_DELETE, Scope.WORK);
    assertThat(roles.names()).contains("night", "viewer", "admin");
  }

  @Test
  void rolesThatNameEachOtherComeToAnEnd() {
    assertThat(with("a=b task:read; b=a work").scopes(List.of("a")))
        .containsExactlyInAnyOrder(Scope.TASK_READ, Scope.WORK);
  }

  @Test
  void adminIsEverything() {
    assertThat(with("").scopes(List.of("admin"))).containsExactly(Scope.values());
  }

  @Test
  void aRoleThatWasTakenAwayGivesNothing() {
    assertThat(with("viewer=").scopes(List.of("viewer", "metrics"))).containsExactly(Scope.METRICS);
  }

  @Test
  void aUserIsKeptToItsOwnAndWordsThatAreNeitherGiveNothing() {
    assertThat(with("").scopes(List.of("user", "openid", "offline_access", "Admin")))
        .containsExactlyInAnyOrder(Scope.TASK_READ, Scope.TASK_WRITE, Scope.TASK_DELETE);
  }
}
