/**
 * The frame that every room stands in: the REST application, settings, JSON, problems, the database
 * and its migrations, health.
 *
 * <p>A request passes {@link org.taskyard.platform.SecurityHeaders} and {@link
 * org.taskyard.platform.BodyLimit}, is read by {@link org.taskyard.platform.JsonReader} into a
 * {@code JsonNode}, and leaves through {@link org.taskyard.platform.JsonWriter}. Whatever goes
 * wrong becomes a {@link org.taskyard.platform.Problem}: inside JAX-RS by {@link
 * org.taskyard.platform.ProblemMapper}, outside of it by {@link
 * org.taskyard.platform.ProblemServlet}.
 *
 * <p>At start {@link org.taskyard.platform.Migrations} brings the schema up to date before any
 * other bean may use it. This room knows no other.
 */
package org.taskyard.platform;
