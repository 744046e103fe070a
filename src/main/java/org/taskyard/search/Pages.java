package org.taskyard.search;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.http.body.LongArray;
import org.taskyard.http.body.MemoryShare;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.task.TaskErrors;
import org.taskyard.task.TaskView;
import org.taskyard.task.ViewTask;

/**
 * Goes through the tasks of a page as callers see them. The JSON of large ones is read piece by
 * piece, so that a page takes the memory of one piece, however large it is and however slowly its
 * reader takes it.
 */
@ApplicationScoped
public class Pages {

  private static final int PIECE_BYTES = 1024 * 1024;

  /** A piece may be one task that is larger, and is held as rows, as text and as bytes. */
  private static final int PIECE_MEMORY = 6 * PIECE_BYTES;

  private static final int MOST_IN_A_PIECE = 200;

  @EJB private ReadJson readJson;
  @EJB private ViewTask viewTask;
  @Inject private Secrecy secrecy;

  /** Takes in the tasks of a page, one after the other. */
  @FunctionalInterface
  public interface Reader {
    void take(TaskView task) throws IOException;
  }

  /**
   * Hands over each task of the page. A large one that is deleted meanwhile is left out; one that
   * is changed meanwhile is shown as it is now.
   *
   * @throws org.taskyard.refusal.ServiceException if there is no memory for a piece now
   */
  public void each(FoundTasks page, Reader reader) throws IOException {
    int done = 0;
    while (done < page.tasks().size()) {
      done = piece(page, done, reader);
    }
  }

  /** The tasks of a page that has no large ones. */
  List<TaskView> whole(FoundTasks page) {
    return page.tasks().stream().map(task -> shown(task, page)).toList();
  }

  /** The same as an array. */
  LongArray.Pieces pieces(FoundTasks page) {
    int[] done = {0};
    return array -> {
      done[0] = piece(page, done[0], array::write);
      return done[0] < page.tasks().size();
    };
  }

  private int piece(FoundTasks page, int from, Reader reader) throws IOException {
    try (MemoryShare share = MemoryShare.open()) {
      List<UUID> wanted = large(page, from);
      if (!wanted.isEmpty()) {
        share.add(PIECE_MEMORY);
      }
      return piece(
          page, from, wanted.isEmpty() ? Map.of() : readJson.read(wanted, PIECE_BYTES), reader);
    }
  }

  private static List<UUID> large(FoundTasks page, int from) {
    return page.tasks().subList(from, page.tasks().size()).stream()
        .map(TaskView::taskId)
        .filter(page.large()::containsKey)
        .limit(MOST_IN_A_PIECE)
        .toList();
  }

  /** Hands over what is there, and returns the place of the first task that is not. */
  private int piece(FoundTasks page, int from, Map<UUID, ReadJson.Json> read, Reader reader)
      throws IOException {
    int place = from;
    for (TaskView task : page.tasks().subList(from, page.tasks().size())) {
      boolean large = page.large().containsKey(task.taskId());
      ReadJson.Json json = read.get(task.taskId());
      if (large && json == null) {
        return place;
      }
      TaskView whole = large ? whole(task, page, json) : task;
      if (whole != null) {
        reader.take(shown(whole, page));
      }
      place++;
    }
    return place;
  }

  private TaskView shown(TaskView task, FoundTasks page) {
    return task.shown(secrecy, page.request().sight()).without(page.request().omitted());
  }

  private TaskView whole(TaskView task, FoundTasks page, ReadJson.Json json) {
    if (page.large().get(task.taskId()).equals(json.writtenAt())) {
      return task.with(json.request(), json.response());
    }
    try {
      return viewTask.view(task.taskId(), page.request().owner());
    } catch (TaskErrors.TaskNotFound gone) {
      return null;
    }
  }
}
