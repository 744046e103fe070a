package org.taskyard.execution.node;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.taskyard.execution.Handles;
import org.taskyard.execution.TaskHandler;
import org.taskyard.settings.StartupFailure;

/** The handlers that this node serves: every CDI bean with {@link Handles}, by name. */
@ApplicationScoped
public class Handlers {

  /** A handler with its name and its defaults. */
  record Served(Handles settings, TaskHandler handler, Class<?> type) {
    String name() {
      return settings.value();
    }
  }

  @Inject @Any private Instance<TaskHandler> beans;

  private Map<String, Served> byName = Map.of();
  private List<String> names = List.of();

  @PostConstruct
  void find() {
    List<Served> found = new ArrayList<>();
    for (Instance.Handle<TaskHandler> bean : beans.handles()) {
      Class<?> type = bean.getBean().getBeanClass();
      Handles settings = type.getAnnotation(Handles.class);
      if (settings == null) {
        throw StartupFailure.because(
            "The handler " + type.getName() + " has no @Handles that names its tasks.", null);
      }
      found.add(new Served(settings, bean.get(), type));
    }
    byName = byName(found);
    names = List.copyOf(byName.keySet());
  }

  /** By name; two for one name stop the start. */
  static Map<String, Served> byName(Collection<Served> found) {
    Map<String, Served> byName = new TreeMap<>();
    for (Served handler : found) {
      Served other = byName.put(handler.name(), handler);
      if (other != null) {
        throw StartupFailure.because(
            "Two handlers are named "
                + handler.name()
                + ": "
                + other.type().getName()
                + " and "
                + handler.type().getName()
                + ".",
            null);
      }
    }
    return byName;
  }

  /** The names served, sorted. */
  List<String> names() {
    return names;
  }

  Collection<Served> all() {
    return byName.values();
  }

  /** The handler of that name; null if this node does not serve it. */
  Served named(String name) {
    return byName.get(name);
  }
}
