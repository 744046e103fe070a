package org.taskyard.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Choice;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;

/**
 * Finds nodes, by the conventions of the search for tasks. Reads on the connections for searches.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchNodes {

  /** As the view {@code node_list} names them; the last two obey nobody. */
  static final List<String> STATES = List.of("serving", "draining", "drained", "stopped", "gone");

  private static final Fields<Root<ListedNode>> FIELDS =
      Fields.of(
          List.of(
              Field.of("name", Type.TEXT, row -> row.get(ListedNode_.name)),
              Field.choice(
                  "state",
                  row -> row.get(ListedNode_.state),
                  new Choice<>(STATES, (row, among) -> row.get(ListedNode_.state).in(among))),
              Field.of("version", Type.TEXT, row -> row.get(ListedNode_.version)),
              Field.of("started_at", Type.MOMENT, row -> row.get(ListedNode_.startedAt)),
              Field.of("seen_at", Type.MOMENT, row -> row.get(ListedNode_.seenAt)),
              Field.of("ticked_at", Type.MOMENT, row -> row.get(ListedNode_.tickedAt)),
              Field.of("slots", Type.INTEGER, row -> row.get(ListedNode_.slots)),
              Field.of("busy", Type.INTEGER, row -> row.get(ListedNode_.busy)),
              Field.of("prefetched", Type.INTEGER, row -> row.get(ListedNode_.prefetched)),
              Field.of("leases", Type.LONG, row -> row.get(ListedNode_.leases)),
              Field.of("lost", Type.LONG, row -> row.get(ListedNode_.lost)),
              Field.of("heap_used", Type.LONG, row -> row.get(ListedNode_.heapUsed)),
              Field.of("heap_max", Type.LONG, row -> row.get(ListedNode_.heapMax)),
              Field.of("drain", Type.FLAG, row -> row.get(ListedNode_.drain))));

  private static final Listing<ListedNode> NODES =
      new Listing<>(ListedNode.class, FIELDS, (criteria, node) -> criteria.conjunction(), "name");

  @Inject private EntityManager database;

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all nodes, by name
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   */
  public Page<NodeView> search(JsonNode body) {
    return NODES.find(database, body).map(NodeView::of);
  }

  /**
   * One node.
   *
   * @throws NodeErrors.NodeNotFound if none has this name, or it was forgotten
   */
  public NodeView view(String name) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<ListedNode> query = criteria.createQuery(ListedNode.class);
    Root<ListedNode> node = query.from(ListedNode.class);
    query.where(criteria.equal(node.get(ListedNode_.name), name));
    return database
        .createQuery(query)
        .getResultStream()
        .findFirst()
        .map(NodeView::of)
        .orElseThrow(NodeErrors.NodeNotFound::new);
  }
}
