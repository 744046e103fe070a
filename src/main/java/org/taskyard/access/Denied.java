package org.taskyard.access;

/**
 * Somebody was not let in, or may not do what it asked for: an event, for the audit.
 *
 * @param principal who it is; null if that is not known
 * @param method of HTTP
 * @param route its path as the matrix has it, without what the caller put in
 * @param reason in a word
 * @param address from which it came
 */
public record Denied(
    Principal principal, String method, String route, String reason, String address) {}
