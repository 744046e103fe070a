package org.taskyard.access.quota;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.taskyard.access.Owner;
import org.taskyard.settings.QuotaSettings;
import org.taskyard.settings.Settings;

/**
 * Says whether somebody may create. What belongs to no tenant, and to no user, has no quota: it is
 * the installation's own.
 */
@ApplicationScoped
public class Quotas {

  /** Holders that a node remembers. Who was not heard of for longest begins anew. */
  static final int MOST = 10_000;

  @EJB private MeasureUse measureUse;
  @Inject private Settings settings;

  private final LongSupplier nanos;
  private final Map<Holder, Account> accounts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Holder, Account> eldest) {
          return size() > MOST;
        }
      };

  public Quotas() {
    this(System::nanoTime, null, null);
  }

  Quotas(LongSupplier nanos, MeasureUse measureUse, Settings settings) {
    this.nanos = nanos;
    this.measureUse = measureUse;
    this.settings = settings;
  }

  /** Whether there are any. */
  public boolean on() {
    return settings.tenantQuota().on() || settings.userQuota().on();
  }

  /**
   * Takes what is to be created out of the quotas, all of it or nothing.
   *
   * @throws QuotaExceeded if it is too much for one of them
   */
  public void take(Collection<Demand> demands) {
    Map<Holder, Demand> byHolder = new LinkedHashMap<>();
    for (Demand demand : demands) {
      if (settings.tenantQuota().on() && !demand.tenant().equals(Owner.NO_TENANT)) {
        byHolder.merge(new Holder(demand.tenant(), null), demand, Demand::plus);
      }
      if (settings.userQuota().on() && demand.user() != null) {
        byHolder.merge(new Holder(demand.tenant(), demand.user()), demand, Demand::plus);
      }
    }
    byHolder.keySet().forEach(this::refresh);
    byHolder.forEach(
        (holder, demand) ->
            account(holder)
                .check(demand, holder.isUser() ? "This user" : "This tenant", nanos.getAsLong()));
    byHolder.forEach((holder, demand) -> account(holder).take(demand));
  }

  private void refresh(Holder holder) {
    account(holder).refresh(() -> measureUse.measure(holder, quota(holder)), nanos);
  }

  private QuotaSettings quota(Holder holder) {
    return holder.isUser() ? settings.userQuota() : settings.tenantQuota();
  }

  private Account account(Holder holder) {
    synchronized (accounts) {
      return accounts.computeIfAbsent(
          holder, unknown -> new Account(quota(holder), nanos.getAsLong()));
    }
  }
}
