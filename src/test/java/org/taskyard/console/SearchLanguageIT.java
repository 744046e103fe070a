package org.taskyard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.AskingServer;

/** What the search means, and that numbers keep their digits: the modules, asked in the browser. */
class SearchLanguageIT extends OnConsole {

  private static final String NOON = "2026-11-30T12:00:00Z";

  @BeforeEach
  void begin() {
    page.navigate(AskingServer.api().base() + "/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "status:failed,cancelled | {'status':['failed','cancelled']}",
        "handler:Import* | {'handler':{'gte':'Import','lt':'Imporu'}}",
        "handler:*import* | {'handler':{'like':'import'}}",
        "handler:\"a*b\" | {'handler':'a*b'}",
        "user:u-1 entity:\"order 7\" | {'user_id':'u-1','entity_id':'order 7'}",
        "user_id:u-1 | {'user_id':'u-1'}",
        "tag:nightly | {'tags':'nightly'}",
        "created>-2h | {'created_at':{'gt':'2026-11-30T10:00:00.000Z'}}",
        "created:today | {'created_at':'2026-11-30'}",
        "finished<2026-11-30T10:00+02:00 | {'finished_at':{'lt':'2026-11-30T08:00:00.000Z'}}",
        "finished<2026-11-30T10:00:00.123456Z | {'finished_at':{'lt':'2026-11-30T10:00:00.123456Z'}}",
        "priority>=8 priority<9 | {'priority':{'gte':8},'and':[{'priority':{'lt':9}}]}",
        "request.iban:DE12 | {'request':{'iban':'DE12'}}",
        "request.a.n:9007199254740993 | {'request':{'a':{'n':9007199254740993}}}",
        "request.a.n:\"5\" | {'request':{'a':{'n':'5'}}}",
        "entity:none | {'entity_id':null}",
        "-status:completed | {'and':[{'not':{'status':'completed'}}]}",
        "error_group:9d4e | {'error_group':'9d4e'}",
        "x | {'and':[{'or':[{'handler':'x'},{'user_id':'x'},{'entity_id':'x'},{'tags':'x'}]}]}",
        "01a20aee-9141-778d-840d-aed72c9629a7 | {'task_id':'01a20aee-9141-778d-840d-aed72c9629a7'}",
      })
  void aSearchBecomesTheFilterOfTheApiAndTheFilterThatSearchAgain(String search, String filter) {
    Map<String, Object> read = read(search);
    assertThat(read.get("faults")).isEqualTo(List.of());
    assertThat(read.get("filter")).isEqualTo(filter.replace('\'', '"'));
    assertThat(read.get("again")).isEqualTo(read.get("filter"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"and\": [{\"handler\": \"A\"}, {\"error\": {\"type\": \"T\"}, \"error_group\": \"9d\"}]} | handler:A error.type:T error_group:9d",
        "{\"request\": {\"a\": {\"b\": \"1\"}, \"c\": true}} | request.a.b:\"1\" request.c:true",
        "{\"or\": [{\"handler\": \"A\"}, {\"priority\": 9}]} | none",
        "{\"request\": {\"a.b\": 1}} | none",
        "{\"status\": {\"neq\": \"failed\"}} | none",
      })
  void aFilterOfTheApiHasTheWordsThatMakeItOrNone(String filter, String words) {
    Object said =
        page.evaluate(
            """
            async ([root, filter]) => {
              const { wordsOf } = await import(root + '/console/search/say.js');
              const { TASK_FIELDS } = await import(root + '/console/search/fields.js');
              return wordsOf(JSON.parse(filter), TASK_FIELDS)?.join(' ') ?? 'none';
            }
            """,
            List.of(AskingServer.api().base().toString(), filter));
    assertThat(said).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "colour:red,search.noField",
    "status:nope,search.noStatus",
    "priority:high,search.noNumber",
    "created>soon,search.noMoment",
    "created:2026-02-31x,search.noMoment",
    "handler:*a,search.wildcard",
    "'handler:a*,b',search.oneWildcard",
    "status>failed,search.noOrder",
    "status:,search.noValue",
    "request:5,search.needsPath",
    "user.name:x,search.noPath",
  })
  void whatCannotBeUnderstoodIsAFaultAndNoCondition(String search, String fault) {
    Map<String, Object> read = read(search);
    assertThat(read.get("faults")).isEqualTo(List.of(fault));
    assertThat(read.get("filter")).isEqualTo("{}");
  }

  @Test
  void jsonIsWrittenWithTheDigitsThatWereRead() {
    String json =
        "{\"a\":9007199254740993,\"b\":[0.10000000000000000001,1.0,-0],\"c\":\"\\u0002\"}";
    assertThat(
            page.evaluate(
                "async ([root, text]) => { const json = await import(root + '/console/base/json.js');"
                    + " return json.compact(json.parseExact(text)); }",
                List.of(AskingServer.api().base().toString(), json)))
        .isEqualTo(json);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> read(String search) {
    return (Map<String, Object>)
        page.evaluate(
            """
            async ([root, text, noon]) => {
              const { readQuery } = await import(root + '/console/search/query.js');
              const { TASK_FIELDS } = await import(root + '/console/search/fields.js');
              const { compact } = await import(root + '/console/base/json.js');
              const { filter, faults } = readQuery(text, TASK_FIELDS, Date.parse(noon));
              const { wordsOf } = await import(root + '/console/search/say.js');
              const again = readQuery(wordsOf(filter, TASK_FIELDS).join(' '), TASK_FIELDS, Date.parse(noon)).filter;
              return { filter: compact(filter), again: compact(again), faults: faults.map((one) => one.fault) };
            }
            """,
            List.of(AskingServer.api().base().toString(), search, NOON));
  }
}
