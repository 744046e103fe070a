package org.taskyard.launch.wire;

import java.lang.annotation.Annotation;
import java.util.Collection;

/** Reaches services of the running server, by name: Payara publishes no types for them. */
final class ServerInside {

  private ServerInside() {}

  static Class<?> type(String name) throws ReflectiveOperationException {
    return ServerInside.class.getClassLoader().loadClass(name);
  }

  static Object service(Class<?> type) throws ReflectiveOperationException {
    return call("getService", type);
  }

  static Collection<?> services(Class<?> type) throws ReflectiveOperationException {
    return (Collection<?>) call("getAllServices", type);
  }

  private static Object call(String method, Class<?> type) throws ReflectiveOperationException {
    Object habitat =
        type("org.glassfish.internal.api.Globals").getMethod("getDefaultHabitat").invoke(null);
    return type("org.glassfish.hk2.api.ServiceLocator")
        .getMethod(method, Class.class, Annotation[].class)
        .invoke(habitat, type, new Annotation[0]);
  }
}
