/**
 * What of a task only some see, and what of it is stored encrypted.
 *
 * <p>Both are settings of a handler: lists of places ({@link org.taskyard.secrecy.JsonPath}) in
 * what its tasks hold, together its {@link org.taskyard.secrecy.Rules}. Each node reads them once a
 * second ({@link org.taskyard.secrecy.KnownRules}).
 *
 * <p>Between the edge of the service and its rows a task is always in its stored form, with what is
 * encrypted as {@code {"$encrypted": …}} ({@link org.taskyard.secrecy.Sealed}). {@link
 * org.taskyard.secrecy.Secrecy} makes that of what comes in, and of what goes out what a caller
 * sees ({@link org.taskyard.secrecy.Sight}). Whoever forgets to ask it shows ciphertext, or, of
 * what is masked only, has to be found by MaskingIT. {@link org.taskyard.secrecy.SearchGuard} lets
 * no search ask for what its caller does not see.
 */
package org.taskyard.secrecy;
