/**
 * What an operator can set.
 *
 * <p>{@link org.taskyard.settings.Settings} is the one typed class: it reads the environment and
 * MicroProfile Config ({@link org.taskyard.settings.SettingsSource}) and checks every value at the
 * start; what tasks may call is in {@link org.taskyard.settings.HttpSettings}, which tokens are
 * accepted in {@link org.taskyard.settings.TokenSettings}. A wrong value stops the start with one
 * sentence ({@link org.taskyard.settings.StartupFailure}), which the runnable jar prints too: it
 * carries these classes a second time, outside of the application. {@link
 * org.taskyard.settings.DataPath} makes the directory where the data lies.
 * {@link org.taskyard.settings.SecretFile} reads the files that hold secrets.
 */
package org.taskyard.settings;
