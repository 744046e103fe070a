/**
 * Calls other services over HTTP (docs/handlers-built-in.md).
 *
 * <p>{@link org.taskyard.handlers.http.HttpHandler} reads the task's request ({@code HttpCall}),
 * asks whether the host may be called ({@code AllowedHosts}) and is well ({@code CircuitBreaker}),
 * signs the call ({@code WebhookSignature}), makes it ({@link
 * org.taskyard.handlers.http.HttpCalls}) and tells what the answer means for the task ({@code
 * HttpAnswer}, {@code RetryAfter}).
 *
 * <p>A caller chooses the URL, so the room guards the network that it stands in: a name is looked
 * up once, each address is checked, and the connection goes to a checked one ({@code
 * CheckedAddresses}).
 */
package org.taskyard.handlers.http;
