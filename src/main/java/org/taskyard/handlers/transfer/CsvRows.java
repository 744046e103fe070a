package org.taskyard.handlers.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.taskyard.access.Creator;
import org.taskyard.handlers.transfer.CsvRecords.Fields;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.task.TaskInput;

/**
 * Tasks as rows of a table whose first row names the fields. An empty cell is null; the cells of
 * {@code request}, {@code response}, {@code tags} and {@code error} hold JSON.
 */
final class CsvRows implements RowReader {

  private static final Set<String> JSON = Set.of("request", "response", "tags", "error");
  private static final Set<String> WHOLE =
      Set.of("priority", "max_attempts", "attempt", "progress");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?([eE][+-]?\\d)?");

  private final CsvRecords records;
  private final List<String> header;

  /**
   * @throws RowReader.Unreadable if the first row does not name fields of a task
   */
  CsvRows(InputStream content) throws IOException {
    this(new CsvRecords(content));
  }

  CsvRows(CsvRecords records) throws IOException {
    this.records = records;
    this.header = header(records.next());
  }

  private static List<String> header(Fields first) {
    if (first == null) {
      throw new Unreadable("the file is empty; the first row of CSV names the fields");
    }
    if (first.fault() != null) {
      throw new Unreadable("line " + first.line() + ", which names the fields: " + first.fault());
    }
    List<String> names = first.fields().stream().map(String::strip).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new Unreadable("line " + first.line() + " names a field twice");
    }
    // a task of nulls has exactly the faults of its names
    ObjectNode nulls = Json.MAPPER.createObjectNode();
    names.forEach(nulls::putNull);
    if (names.contains("handler")) {
      nulls.put("handler", "any");
    }
    Faults faults = new Faults();
    TaskInput.ofNew(nulls, "", faults, Creator.SERVICE);
    if (faults.any()) {
      throw new Unreadable(
          "line " + first.line() + ", which names the fields: " + Reasons.of(faults.all()));
    }
    return names;
  }

  @Override
  public ImportRow next() throws IOException {
    Fields row = records.next();
    if (row == null) {
      return null;
    }
    if (row.fault() != null) {
      return ImportRow.bad(row.line(), row.fault());
    }
    if (row.fields().size() != header.size()) {
      return ImportRow.bad(
          row.line(),
          "has " + row.fields().size() + " fields, the first row names " + header.size());
    }
    Faults faults = new Faults();
    ObjectNode task = Json.MAPPER.createObjectNode();
    for (int i = 0; i < header.size(); i++) {
      String cell = row.fields().get(i);
      if (!cell.isEmpty()) {
        put(task, header.get(i), cell, faults);
      }
    }
    return ImportRow.of(row.line(), task, faults);
  }

  private static void put(ObjectNode task, String name, String cell, Faults faults) {
    if (JSON.contains(name)) {
      try {
        JsonNode value = Lines.isBlank(cell) ? null : Json.read(cell);
        task.set(name, value);
      } catch (JsonProcessingException notJson) {
        faults.add(Faults.pointer("", name), Reasons.of(notJson));
      }
    } else if (WHOLE.contains(name) && NUMBER.matcher(cell).matches()) {
      task.put(name, new BigDecimal(cell));
    } else {
      task.put(name, cell);
    }
  }

  @Override
  public long position() {
    return records.position();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
