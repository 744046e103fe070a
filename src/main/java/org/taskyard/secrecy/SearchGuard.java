package org.taskyard.secrecy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.taskyard.json.Json;
import org.taskyard.listing.PageRequest;
import org.taskyard.listing.SortKey;
import org.taskyard.listing.filter.Filter;

/**
 * Keeps searches from telling what their callers do not see: who may ask whether a value is this or
 * that knows it after some questions. Of handlers that a filter names only theirs counts, else what
 * any handler masks.
 */
@ApplicationScoped
public class SearchGuard {

  private static final String HANDLER = "handler";
  private static final String ERROR_GROUP = "error_group";

  @Inject KnownRules rules;

  /**
   * Checks a search.
   *
   * @throws SecrecyErrors.EncryptedPath if it asks for what is encrypted
   * @throws SecrecyErrors.MaskedPath if it asks for what its caller does not see
   */
  public <S> void check(PageRequest<S> search, Sight sight) {
    check(search, "", sight);
  }

  /**
   * Checks a search that also tells the values of a field.
   *
   * @param told the name of the field
   */
  public <S> void check(PageRequest<S> search, String told, Sight sight) {
    Collection<Rules> concerned = concerned(search.filter());
    if (concerned.isEmpty()) {
      return;
    }
    asked(search, told, concerned, Rules::encrypted)
        .ifPresent(
            path -> {
              throw new SecrecyErrors.EncryptedPath(path.toString());
            });
    if (sight != Sight.WHOLE) {
      asked(search, told, concerned, Rules::masked)
          .ifPresent(
              path -> {
                throw new SecrecyErrors.MaskedPath(path.toString(), sight);
              });
    }
  }

  private <S> Collection<Rules> concerned(Filter<S> filter) {
    Set<String> named = handlers(filter);
    return named == null
        ? rules.all().values()
        : named.stream().map(rules::of).filter(one -> !one.equals(Rules.NONE)).toList();
  }

  /** Those of which all that is found must be; null if any will do. */
  private static <S> Set<String> handlers(Filter<S> filter) {
    if (filter instanceof Filter.In<S> in && in.field().name().equals(HANDLER)) {
      Set<String> named = new HashSet<>();
      in.values().forEach(value -> named.add(value.toString()));
      return named;
    }
    if (filter instanceof Filter.And<S> and) {
      return and.parts().stream()
          .map(SearchGuard::handlers)
          .filter(named -> named != null)
          .findFirst()
          .orElse(null);
    }
    if (filter instanceof Filter.Or<S> or) {
      Set<String> named = new HashSet<>();
      for (Filter<S> part : or.parts()) {
        Set<String> ofPart = handlers(part);
        if (ofPart == null) {
          return null;
        }
        named.addAll(ofPart);
      }
      return named;
    }
    return null;
  }

  private static <S> Optional<JsonPath> asked(
      PageRequest<S> search,
      String told,
      Collection<Rules> rules,
      Function<Rules, List<JsonPath>> paths) {
    Set<JsonPath> all = new HashSet<>();
    rules.forEach(one -> all.addAll(paths.apply(one)));
    Stream<JsonPath> asked =
        Stream.of(
                all.stream().filter(path -> isMadeOf(told, path)),
                search.filter().conditions().flatMap(one -> all.stream().filter(p -> asks(one, p))),
                search.sort().stream().flatMap(key -> all.stream().filter(p -> sortsBy(key, p))))
            .flatMap(each -> each);
    return asked.findFirst();
  }

  private static boolean sortsBy(SortKey<?> key, JsonPath path) {
    return key.field().name().equals(path.root());
  }

  private static <S> boolean asks(Filter<S> condition, JsonPath path) {
    if (condition instanceof Filter.Contains<S> contains) {
      return contains.field().name().equals(path.root())
          && path.isAskedBy(Json.stored(contains.part()));
    }
    String field =
        condition instanceof Filter.In<S> in
            ? in.field().name()
            : condition instanceof Filter.Compare<S> compare
                ? compare.field().name()
                : condition instanceof Filter.Like<S> like ? like.field().name() : null;
    return path.root().equals(field) && path.steps().isEmpty() || isMadeOf(field, path);
  }

  /** A group of failures is made of the type and the message of each. */
  private static boolean isMadeOf(String field, JsonPath path) {
    return ERROR_GROUP.equals(field) && path.root().equals("error");
  }
}
