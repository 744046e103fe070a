package org.taskyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A postmaster that cannot be started again at once. */
class PostmasterWatchTest {

  private final AtomicLong nanos = new AtomicLong();

  @TempDir private Path data;
  private DataDirectory directory;
  private Cluster cluster;
  private PostmasterWatch watch;

  @BeforeEach
  void start() throws Exception {
    directory = DataDirectory.take(data);
    cluster = new Cluster(Program.unpack(directory.path()), directory);
    cluster.create();
    cluster.start();
    watch = new PostmasterWatch(cluster, nanos::get);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.stop();
    directory.release();
  }

  @Test
  void afterTwoMinutesOfFailuresSomebodyElseHasToActUntilItSucceeds() throws Exception {
    Path version = directory.cluster().resolve("PG_VERSION");
    Path away = data.resolve("PG_VERSION");
    Files.move(version, away);
    assertThat(postmaster().ends("KILL", 20)).isTrue();

    watch.look();
    assertThat(watch.failsForLong()).isFalse();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(119));
    watch.look();
    assertThat(watch.failsForLong()).isFalse();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(watch.failsForLong()).isTrue();

    Files.move(away, version);
    watch.look();
    assertThat(watch.failsForLong()).isFalse();
    assertThat(cluster.hasDied()).isFalse();
  }

  @Test
  void oneThatIsStoppedIsLeftAlone() throws Exception {
    cluster.stop();
    watch.look();
    assertThat(directory.cluster().resolve("postmaster.pid")).doesNotExist();
  }

  private Postmaster postmaster() throws Exception {
    return Postmaster.of(directory.cluster()).orElseThrow();
  }
}
