package org.taskyard.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;

/** Conditions on moments, and conditions joined. */
@OnServer
class FilterLogicIT {

  private final FiveTasks tasks;

  FilterLogicIT(Api api) throws JsonProcessingException {
    tasks = new FiveTasks(api);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"run_at": "2124-02-01"}                            | bc
          {"run_at": {"eq": "2124-01-31"}}                    | a
          {"run_at": {"neq": "2124-02-01"}}                   | ade
          {"run_at": ["2124-01-31", "2124-02-01T00:00:00Z"]}  | ab
          {"run_at": ["2124-01-31", null]}                    | ade
          {"run_at": {"nin": ["2124-01-31", null]}}           | bc
          {"run_at": {"gte": "2124-01-01", "lt": "2124-02-01"}} | a
          {"run_at": {"lt": "2124-02-01"}}                    | a
          {"run_at": {"lte": "2124-02-01"}}                   | abc
          {"run_at": {"gt": "2124-01-31"}}                    | bc
          {"run_at": {"gt": "2124-02-01"}}                    |
          {"run_at": {"gte": "2124-02-01"}}                   | bc
          {"run_at": "2124-02-01T00:00:00Z"}                  | b
          {"run_at": "2124-02-01T02:00:00+02:00"}             | b
          {"run_at": {"lt": "2124-02-01T00:00:00.000000Z"}}   | a
          {"run_at": {"lte": "2124-01-31T23:59:59.999999Z"}}  | a
          {"run_at": {"lt": "2124-01-31T23:59:59.999999Z"}}   |
          {"run_at": null}                                    | de
          {"run_at": {"gte": "0001-01-01"}}                   | abc
          {"run_at": {"lt": "9998-12-31"}}                    | abc
          {"run_at": {"lte": "9999-12-31"}}                   | abc
          {"run_at": {"lt": "9999-12-31T23:59:59.9999999Z"}}  | abc
          {"run_at": {"gt": "9999-12-31"}}                    |
          {"run_at": ["9999-12-31", "0001-01-01"]}            |
          {"run_at": {"lt": "0001-01-01"}}                    |
          {"run_at": {"gt": "1582-10-10T12:00:00Z"}}          | abc
          {"updated_at": {"gt": "1400-02-28T23:30:00Z", "lte": "9999-12-31"}} | abcde
          {"priority": {"gte": -1.0, "lt": 1e1}}              | abcde
          {"started_at": null}                                | abce
          {"started_at": {"gt": "2024-01-01"}}                | d
          {"finished_at": {"neq": null}}                      | bce
          {"historized_at": null}                             | abcde
          {"updated_at": {"gt": "2024-01-01"}}                | abcde
          {"created_at": {"lt": "2024-01-01"}}                |
          """)
  void aMomentIsExactAndADateIsThatWholeDayInUtc(String filter, String names)
      throws JsonProcessingException {
    tasks.assertFinds(filter, names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"priority": 5, "status": "running"}                | d
          {"priority": 5, "status": "failed"}                 |
          {"or": [{"priority": 9}, {"entity_id": null}]}      | ce
          {"and": [{"priority": 5}, {"tags": null}]}          | de
          {"priority": 5, "or": [{"status": "running"}, {"status": "failed"}]} | d
          {"not": {"priority": 5, "status": "running"}}       | abce
          {"not": {"or": [{"priority": 9}, {"entity_id": null}]}} | abd
          {"not": {"not": {"priority": 9}}}                   | c
          {"not": {}}                                         |
          {"or": [{}]}                                        | abcde
          {"or": [{"not": {}}, {"priority": 1}]}              | a
          {"and": [{}, {"priority": 1}]}                      | a
          {"and": [{"or": [{"priority": 1}, {"priority": 9}]}, {"not": {"tags": "RED"}}]} | a
          {"or": [{"and": [{"status": "failed"}, {"tags": "RED"}]}, {"not": {"status": {"neq": "running"}}}]} | cd
          """)
  void conditionsAreJoined(String filter, String names) throws JsonProcessingException {
    tasks.assertFinds(filter, names);
  }
}
