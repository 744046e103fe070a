package org.taskyard.access.quota;

/**
 * What the holder of a quota has, as the database knows it.
 *
 * @param waiting tasks that wait or run
 * @param bytes of requests and files
 */
public record Use(long waiting, long bytes) {}
