package org.taskyard.jmx;

import java.util.concurrent.Callable;
import javax.management.AttributeList;
import javax.management.MBeanException;
import javax.management.StandardMBean;

/**
 * An MXBean that is called with the class loader of the application: a console's thread has none,
 * and CDI finds the application by it.
 */
final class InApplication extends StandardMBean {

  private final ClassLoader application;

  /**
   * @param shown what is shown of the bean
   */
  <T> InApplication(T bean, Class<T> shown, ClassLoader application) {
    super(bean, shown, true);
    this.application = application;
  }

  @Override
  public Object getAttribute(String attribute) throws MBeanException {
    return within(() -> super.getAttribute(attribute));
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(application);
    try {
      return super.getAttributes(attributes);
    } finally {
      caller.setContextClassLoader(before);
    }
  }

  @Override
  public Object invoke(String operation, Object[] arguments, String[] signature)
      throws MBeanException {
    return within(() -> super.invoke(operation, arguments, signature));
  }

  private Object within(Callable<Object> call) throws MBeanException {
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(application);
    try {
      return call.call();
    } catch (RuntimeException | MBeanException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new MBeanException(failed);
    } finally {
      caller.setContextClassLoader(before);
    }
  }
}
