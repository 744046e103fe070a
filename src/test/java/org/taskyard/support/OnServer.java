package org.taskyard.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs the running server; its constructor or test methods may take an {@link
 * Api}.
 *
 * <p>The server is started by the first such class and serves them all. With {@code
 * -Dtaskyard.it.url=http://127.0.0.1:8080} the tests use one that runs already, which saves its
 * start while a test is being written.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedServer.class)
public @interface OnServer {}
