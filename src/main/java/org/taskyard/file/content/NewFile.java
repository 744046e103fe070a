package org.taskyard.file.content;

import java.util.UUID;

/**
 * What is said of a file before its content is there.
 *
 * @param name made harmless
 * @param contentType media type, stored as sent
 * @param tenant whose it is; empty for none
 * @param userId the user it belongs to, or null
 * @param taskId the task that made it, or null
 */
public record NewFile(String name, String contentType, String tenant, String userId, UUID taskId) {}
