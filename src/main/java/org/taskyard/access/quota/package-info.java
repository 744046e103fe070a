/**
 * How much a tenant, and a user, may have and do ({@code TASKYARD_QUOTA_TENANT}, {@code
 * TASKYARD_QUOTA_USER}; docs/security/tenants-and-quotas.md).
 *
 * <p>Whoever creates asks {@link org.taskyard.access.quota.Quotas} before. It keeps an {@link
 * org.taskyard.access.quota.Account} for each {@link org.taskyard.access.quota.Holder} of a quota:
 * what {@link org.taskyard.access.quota.MeasureUse} has found in the database a moment ago, and
 * what this node has created since. What is too much is refused by {@link
 * org.taskyard.access.quota.QuotaExceeded}, before anything is done.
 */
package org.taskyard.access.quota;
