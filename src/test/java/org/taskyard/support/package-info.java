/**
 * What tests share. Tests of the API extend nothing: they are annotated with {@link
 * org.taskyard.support.OnServer} and talk through {@link org.taskyard.support.Api} to one Payara
 * Micro that is started once for all of them. Tests of what a process does (start, refusal, kill
 * -9) start the runnable jar by {@link org.taskyard.support.TaskyardProcess}; those that only need
 * what the jar has beside the application share {@link org.taskyard.support.SharedJar}.
 */
package org.taskyard.support;
