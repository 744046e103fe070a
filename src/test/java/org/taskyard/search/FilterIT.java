package org.taskyard.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;

/** What a condition on each field finds. */
@OnServer
class FilterIT {

  private final FiveTasks tasks;

  FilterIT(Api api) throws JsonProcessingException {
    tasks = new FiveTasks(api);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                  | abcde
          {"status": "pending"}                               | a
          {"status": "running"}                               | d
          {"status": {"neq": "pending"}}                      | bcde
          {"status": ["pending", "failed"]}                   | ac
          {"status": {"in": ["running", "completed"]}}        | bd
          {"status": {"nin": ["running", "completed"]}}       | ace
          {"status": {"nin": ["pending", "running"]}}         | bce
          {"status": []}                                      |
          {"status": null}                                    |
          {"entity_id": "order_1"}                            | b
          {"entity_id": {"eq": "order_1"}}                    | b
          {"entity_id": "ORDER_1"}                            |
          {"entity_id": null}                                 | e
          {"entity_id": {"eq": null}}                         | e
          {"entity_id": {"neq": null}}                        | abcd
          {"entity_id": {"neq": "order_1"}}                   | acde
          {"entity_id": ["order_1", null]}                    | be
          {"entity_id": {"in": ["100%", "none"]}}             | c
          {"entity_id": {"in": []}}                           |
          {"entity_id": {"nin": []}}                          | abcde
          {"entity_id": {"nin": ["100%", null]}}              | abd
          {"entity_id": {"nin": ["100%"]}}                    | abde
          {"entity_id": {"like": "order"}}                    | abd
          {"entity_id": {"like": "ORDER"}}                    | abd
          {"entity_id": {"like": "%"}}                        | c
          {"entity_id": {"like": "_"}}                        | b
          {"entity_id": {"like": "0%"}}                       | c
          {"entity_id": {"like": "order%"}}                   |
          {"entity_id": {"like": "\\\\"}}                     |
          {"entity_id": {"like": ""}}                         | abcd
          {"entity_id": {"like": "😀"}}                       | d
          {"entity_id": {"like": "ünï"}}                      | d
          {"entity_id": {"like": "\\u0000"}}                  |
          {"entity_id": {"lt": "O"}}                          | c
          {"entity_id": {"gte": "Order-1", "lt": "o"}}        | a
          {"entity_id": {"gt": "Order-1"}}                    | bd
          {"entity_id": {"lte": "Order-1"}}                   | ac
          {"entity_id": "a\\u0000"}                           |
          {"priority": 5}                                     | bde
          {"priority": {"gt": 5}}                             | c
          {"priority": {"gte": 5}}                            | bcde
          {"priority": {"lt": 5}}                             | a
          {"priority": {"lte": 5, "neq": 1}}                  | bde
          {"priority": {"in": [1, 9]}}                        | ac
          {"priority": {"nin": [1, 9]}}                       | bde
          {"priority": -2147483648}                           |
          {"max_attempts": 7}                                 | de
          {"attempt": 1}                                      | d
          {"progress": null}                                  | abcde
          {"progress": {"gte": 0}}                            |
          {"progress_message": {"like": "x"}}                 |
          {"error": null}                                     | abcde
          {"tags": "red"}                                     | ab
          {"tags": ["b", "RED"]}                              | bc
          {"tags": {"in": ["b", null]}}                       | bde
          {"tags": {"neq": "red"}}                            | cde
          {"tags": {"nin": ["red", "RED"]}}                   | de
          {"tags": null}                                      | de
          {"tags": []}                                        |
          {"and": [{"tags": "red"}, {"tags": "b"}]}           | b
          {"parent_id": "11111111-1111-7111-8111-111111111111"} | a
          {"parent_id": null}                                 | bcde
          {"parent_id": {"neq": "11111111-1111-7111-8111-111111111111"}} | bcde
          {"parent_id": "task-1"}                             |
          {"parent_id": {"neq": "task-1"}}                    | abcde
          {"request": {"n": 1}}                               | a
          {"request": {"n": 2.5}}                             | b
          {"request": {"deep": {"list": [3, 1]}}}             | a
          {"request": {"deep": {}}}                           | a
          {"request": {}}                                     | ab
          {"request": null}                                   | e
          {"request": {"n": "1"}}                             |
          {"request": {"deep": {"list": [4]}}}                |
          {"response": {"ok": true}}                          | b
          {"response": null}                                  | ace
          {"not": {"response": null}}                         | bd
          """)
  void aConditionFindsWhatItSaysAndItsNegationTheOthers(String filter, String names)
      throws JsonProcessingException {
    tasks.assertFinds(filter, names);
  }

  @Test
  void handlersAndIdsAreFoundByTheirText() throws JsonProcessingException {
    JsonNode first = tasks.tasks().index(null, "sort", "handler", "per-page", 1).json().get(0);
    String handler = first.get("handler").textValue();
    String id = first.get("task_id").textValue();
    tasks.assertFinds("{\"handler\": \"%s\"}".formatted(handler), "a");
    tasks.assertFinds("{\"handler\": {\"like\": \"%s\"}}".formatted(handler.substring(7)), "a");
    tasks.assertFinds("{\"handler\": {\"neq\": \"%s\"}}".formatted(handler), "bcde");
    tasks.assertFinds("{\"task_id\": \"%s\"}".formatted(id), "a");
    tasks.assertFinds(
        "{\"task_id\": {\"in\": [\"%s\", \"task-1\"]}}".formatted(id.toUpperCase()), "a");
    tasks.assertFinds("{\"task_id\": {\"nin\": [\"%s\", \"task-1\"]}}".formatted(id), "bcde");
    tasks.assertFinds("{\"task_id\": null}", "");
  }
}
