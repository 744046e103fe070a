package org.taskyard.access.key.edit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;

/** Shows one key, or a page of those that a search finds; never a secret. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ViewKeys {

  private static final Fields<Root<ApiKey>> FIELDS =
      Fields.of(
          List.of(
              Field.of("key_id", Type.TEXT, row -> row.get(ApiKey_.keyId)),
              Field.of("name", Type.TEXT, row -> row.get(ApiKey_.name)),
              Field.of("roles", Type.TAGS, row -> row.get(ApiKey_.roles)),
              Field.of("scopes", Type.TAGS, row -> row.get(ApiKey_.scopes)),
              Field.orNull("handlers", Type.TAGS, row -> row.get(ApiKey_.handlers)),
              Field.of("tenant", Type.TEXT, row -> row.get(ApiKey_.tenant)),
              Field.orNull("user_id", Type.TEXT, row -> row.get(ApiKey_.userId)),
              Field.orNull("expires_at", Type.MOMENT, row -> row.get(ApiKey_.expiresAt)),
              Field.orNull("revoked_at", Type.MOMENT, row -> row.get(ApiKey_.revokedAt)),
              Field.orNull("previous_until", Type.MOMENT, row -> row.get(ApiKey_.previousUntil)),
              Field.orNull("last_used_at", Type.MOMENT, row -> row.get(ApiKey_.lastUsedAt)),
              Field.of("created_at", Type.MOMENT, row -> row.get(ApiKey_.createdAt)),
              Field.of("created_by", Type.TEXT, row -> row.get(ApiKey_.createdBy)),
              Field.of("updated_at", Type.MOMENT, row -> row.get(ApiKey_.updatedAt))));

  private static Listing<ApiKey> keys(String tenant) {
    return new Listing<>(
        ApiKey.class, FIELDS, (criteria, key) -> isOf(criteria, key, tenant), "-created_at");
  }

  private static Predicate isOf(CriteriaBuilder criteria, Root<ApiKey> key, String tenant) {
    return tenant == null
        ? criteria.conjunction()
        : criteria.equal(key.get(ApiKey_.tenant), tenant);
  }

  /** The key of an id, if it is of the tenant; null for any. */
  static TypedQuery<ApiKey> query(EntityManager database, String id, String tenant) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<ApiKey> query = criteria.createQuery(ApiKey.class);
    Root<ApiKey> key = query.from(ApiKey.class);
    query
        .select(key)
        .where(criteria.equal(key.get(ApiKey_.keyId), id), isOf(criteria, key, tenant));
    return database.createQuery(query);
  }

  @Inject private EntityManager database;

  /**
   * The key as it is now.
   *
   * @param tenant whose keys the caller sees; null for all
   * @throws KeyErrors.KeyNotFound if there is none
   */
  public KeyView one(String id, String tenant) {
    return query(database, id, tenant).getResultList().stream()
        .findFirst()
        .map(KeyView::of)
        .orElseThrow(KeyErrors.KeyNotFound::new);
  }

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all keys, newest first
   * @param tenant whose keys the caller sees; null for all
   */
  public Page<KeyView> page(JsonNode body, String tenant) {
    return keys(tenant).find(database, body).map(KeyView::of);
  }
}
