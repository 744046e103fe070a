package org.taskyard.file.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.file.content.FileView;
import org.taskyard.file.content.StoredFile;
import org.taskyard.file.content.StoredFile_;
import org.taskyard.platform.Faults;
import org.taskyard.platform.JsonFields;

/** Finds files, in the manners of the search for tasks (docs/files.md). */
@Stateless
public class SearchFiles {

  private static final int DEFAULT_PER_PAGE = 100;
  private static final int MAX_PER_PAGE = 1_000;
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(List.of("filter", "per-page", "page", "sort"));

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * A page of files.
   *
   * @param page from 1
   * @param total of all pages
   */
  public record Found(List<FileView> files, int page, int perPage, long total) {}

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all files, newest first
   * @throws org.taskyard.platform.InvalidInput with every fault of the body
   */
  public Found search(JsonNode body) {
    Faults faults = new Faults();
    boolean absent = body == null || body.isNull() || body.isMissingNode();
    JsonFields fields =
        JsonFields.of(absent ? JsonNodeFactory.instance.objectNode() : body, "", faults);
    fields.only(KNOWN);
    Integer page = fields.integer("page", 1, Integer.MAX_VALUE);
    Integer perPage = fields.integer("per-page", 1, Integer.MAX_VALUE);
    int number = page == null ? 1 : page;
    int length = perPage == null ? DEFAULT_PER_PAGE : Math.min(perPage, MAX_PER_PAGE);

    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<StoredFile> query = criteria.createQuery(StoredFile.class);
    Root<StoredFile> file = query.from(StoredFile.class);
    query.where(filter(fields, file, faults)).orderBy(order(fields, file, faults));
    faults.refuse();

    long skip = (number - 1L) * length;
    List<StoredFile> found =
        skip > Integer.MAX_VALUE
            ? List.of()
            : database
                .createQuery(query)
                .setFirstResult((int) skip)
                .setMaxResults(length)
                .getResultList();
    return new Found(found.stream().map(FileView::of).toList(), number, length, count(fields));
  }

  private long count(JsonFields fields) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<StoredFile> file = query.from(StoredFile.class);
    query.select(criteria.count(file)).where(filter(fields, file, new Faults()));
    return database.createQuery(query).getSingleResult();
  }

  /** Drafts are never found. */
  private Predicate filter(JsonFields fields, Root<StoredFile> file, Faults faults) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    Predicate finished = criteria.isNotNull(file.get(StoredFile_.sha256));
    return fields.given("filter")
        ? criteria.and(
            finished, new FileFilter(criteria, file, faults).read(fields.node("filter"), "/filter"))
        : finished;
  }

  /** Ties are broken by file_id, so that pages never overlap. */
  private List<Order> order(JsonFields fields, Root<StoredFile> file, Faults faults) {
    JsonNode sort = fields.node("sort");
    String keys =
        sort == null || sort.isNull() ? "-created_at" : sort.isTextual() ? sort.textValue() : "";
    List<Order> orders = new ArrayList<>();
    Set<FileField> seen = EnumSet.noneOf(FileField.class);
    boolean descending = false;
    for (String key : keys.split(",", -1)) {
      String name = key.trim();
      descending = name.startsWith("-");
      FileField field = FileField.of(descending ? name.substring(1) : name).orElse(null);
      if (field == null || !seen.add(field)) {
        faults.add("/sort", "each part is a different field of a file, -field for the reverse");
        return List.of();
      }
      orders.add(order(file.get(field.attribute()), descending));
    }
    if (seen.add(FileField.FILE_ID)) {
      orders.add(order(file.get(StoredFile_.fileId), descending));
    }
    return orders;
  }

  private Order order(Expression<?> column, boolean descending) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    return descending ? criteria.desc(column) : criteria.asc(column);
  }
}
