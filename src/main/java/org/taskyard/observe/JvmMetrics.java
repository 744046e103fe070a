package org.taskyard.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The metrics of the JVM, the same under every server. */
@ApplicationScoped
public class JvmMetrics {

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  @Inject Metrics metrics;

  void announce(@Observes @Initialized(ApplicationScoped.class) Object start) {
    double began = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS;
    metrics.gauge("process_start_time_seconds", "When the JVM started, since 1970", () -> began);
    metrics.counter(
        "process_cpu_seconds_total", "Processor time of the JVM", JvmMetrics::processorSeconds);
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory("heap", memory::getHeapMemoryUsage);
    memory("nonheap", memory::getNonHeapMemoryUsage);
    metrics.gauge(
        "jvm_threads", "Live threads", ManagementFactory.getThreadMXBean()::getThreadCount);
    metrics.gauge(
        "jvm_classes",
        "Loaded classes",
        ManagementFactory.getClassLoadingMXBean()::getLoadedClassCount);
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      metrics.counter(
          "jvm_gc_collections_total", "Collections", gc::getCollectionCount, "gc", gc.getName());
      metrics.counter(
          "jvm_gc_seconds_total",
          "Time spent in collections",
          () -> gc.getCollectionTime() / MILLIS,
          "gc",
          gc.getName());
    }
  }

  private void memory(String area, Supplier<MemoryUsage> usage) {
    metrics.gauge("jvm_memory_used_bytes", "In use", () -> usage.get().getUsed(), "area", area);
    metrics.gauge(
        "jvm_memory_committed_bytes", "Taken", () -> usage.get().getCommitted(), "area", area);
    metrics.gauge("jvm_memory_max_bytes", "-1: no bound", () -> usage.get().getMax(), "area", area);
  }

  /** By JMX, which names no class of one JVM. */
  private static double processorSeconds() {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
      return ((Number) beans.getAttribute(system, "ProcessCpuTime")).doubleValue() / NANOS;
    } catch (JMException notToldHere) {
      return Double.NaN;
    }
  }
}
