/**
 * The console in a real browser: what people do with it ({@code JourneysIT}, {@code SignInIT}), how
 * each of its pages looks and whether everybody can use it ({@code ConsolePagesIT}). There is one
 * Chromium for all of them, and one server, which asks for a key.
 */
package org.taskyard.console;
