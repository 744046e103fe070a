package org.taskyard.access.quota;

/**
 * Who has a quota.
 *
 * @param tenant empty for users of no tenant
 * @param user null for the tenant as a whole
 */
public record Holder(String tenant, String user) {

  boolean isUser() {
    return user != null;
  }
}
