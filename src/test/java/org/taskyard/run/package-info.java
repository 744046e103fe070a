/** The files of {@code examples/run} agree with the code: ports, pages, settings, times, users. */
package org.taskyard.run;
