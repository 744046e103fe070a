package org.taskyard.access;

/**
 * Somebody was not let in, or may not do what it asked for: an event, for the audit.
 *
 * @param principal who it is; null if that is not known
 * @param method of HTTP
 * @param path within the application, without its query
 * @param reason in a word
 * @param address from which it came
 */
public record Denied(
    Principal principal, String method, String path, String reason, String address) {}
