package org.taskyard.handlers.transfer.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.taskyard.json.Json;

/**
 * How far an import is: its checkpoint.
 *
 * @param source what is imported; a state of another source is of no use
 * @param rows rows that were read, from the start of the file
 * @param created tasks made of them
 * @param rejectedTotal rows that were none
 * @param rejected the first of these
 * @param waiting lines of the rows read that nothing was made of yet, for their parent may follow
 */
public record ImportState(
    String source,
    long rows,
    long created,
    long rejectedTotal,
    List<Rejected> rejected,
    List<Long> waiting) {

  private static final int LISTED = 100;

  /** A row that no task was made of. */
  public record Rejected(long line, String reason) {}

  static ImportState start(String source) {
    return new ImportState(source, 0, 0, 0, List.of(), List.of());
  }

  /** The state kept by an earlier attempt, if it is one of this source. */
  static ImportState resumed(JsonNode kept, String source) {
    if (!source.equals(kept.path("source").asText())) {
      return start(source);
    }
    List<Rejected> rejected = new ArrayList<>();
    kept.path("rejected")
        .forEach(
            row ->
                rejected.add(new Rejected(row.path("line").asLong(), row.path("reason").asText())));
    return new ImportState(
        source,
        kept.path("rows").asLong(),
        kept.path("created").asLong(),
        kept.path("rejected_total").asLong(),
        List.copyOf(rejected),
        StreamSupport.stream(kept.path("waiting").spliterator(), false)
            .map(JsonNode::asLong)
            .toList());
  }

  /**
   * The state behind a chunk.
   *
   * @param chunk rows read for it
   * @param bad those of all rows tried that no task can be made of
   * @param still lines of those that wait, from now on or as before
   */
  ImportState after(int chunk, List<Rejected> bad, List<Long> still) {
    List<Rejected> listed = new ArrayList<>(rejected);
    listed.addAll(bad.subList(0, Math.min(bad.size(), LISTED - rejected.size())));
    return new ImportState(
        source,
        rows + chunk,
        created + waiting.size() + chunk - bad.size() - still.size(),
        rejectedTotal + bad.size(),
        List.copyOf(listed),
        still);
  }

  /** The state as it stands, with the row that the import ends at. */
  ImportState with(Rejected last) {
    List<Rejected> listed = new ArrayList<>(rejected);
    listed.add(last);
    return new ImportState(source, rows, created, rejectedTotal + 1, List.copyOf(listed), waiting);
  }

  /** As it is kept. */
  ObjectNode checkpoint() {
    ObjectNode kept = Json.MAPPER.createObjectNode().put("source", source).put("rows", rows);
    kept.setAll(response());
    waiting.forEach(kept.putArray("waiting")::add);
    return kept;
  }

  /** As the task's response shows it. */
  ObjectNode response() {
    ArrayNode list = Json.MAPPER.createArrayNode();
    rejected.forEach(row -> list.addObject().put("line", row.line()).put("reason", row.reason()));
    ObjectNode response = Json.MAPPER.createObjectNode();
    response.put("created", created).put("rejected_total", rejectedTotal).set("rejected", list);
    return response;
  }
}
