package org.taskyard.execution.node;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;
import org.taskyard.execution.lease.Wish;

/** A lane between a dispatcher and a database that the test plays. */
class LaneTest {

  private static final int ROOM = 3;

  private final List<List<Ending>> sent = new ArrayList<>();
  private RuntimeException fault;
  private boolean hungry;
  private int reserved;

  private final ExchangeTasks tasks =
      new ExchangeTasks() {
        @Override
        public Exchanged exchange(List<Ending> endings, Wish wish) {
          sent.add(endings);
          if (fault != null) {
            throw fault;
          }
          return new Exchanged(Set.of(), List.of(), false);
        }
      };

  private final Dispatcher dispatcher =
      new Dispatcher() {
        @Override
        Order order() {
          int room = hungry ? ROOM : 0;
          hungry = false;
          reserved += room;
          return new Order(new Wish(List.of("Any"), room, "node", null), 0);
        }

        @Override
        void failed(Order order) {
          reserved -= order.wish().most();
        }

        @Override
        void exchanged(List<Ending> endings, Order order, ExchangeTasks.Exchanged out, long at) {
          reserved -= order.wish().most();
        }
      };

  private final Results results = new Results();
  private final Lane lane = new Lane("test", Thread::new, tasks, dispatcher, results);

  @Test
  void afterACommitThatBrokeResultsAreSentAgainAndTheRoomIsThereForOtherTasks() {
    Ending ending = Ending.completed(UUID.randomUUID(), UUID.randomUUID(), "{}");
    results.add(ending);
    hungry = true;
    fault = new EJBException("Transaction cannot be committed");

    lane.exchangeAll();
    assertThat(reserved).isZero();

    fault = null;
    lane.exchangeAll();
    assertThat(sent).containsExactly(List.of(ending), List.of(ending));
    assertThat(results.size()).isZero();
  }
}
