package org.taskyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.taskyard.settings.StartupFailure;

/**
 * How to run PostgreSQL, which refuses to run as root. For any other user there is nothing to do.
 * For root there are two ways, tried in this order: a user namespace, in which the process is
 * nobody and yet owns root's files; or, where containers forbid that, the user nobody outright, who
 * keeps the one capability that opens the directories above the data.
 *
 * @param prefix the words in front of each command
 * @param owner the numeric user that must own the cluster, if it is not the one who makes it
 */
record Unprivileged(List<String> prefix, Optional<Integer> owner) {

  private static final int NOBODY = 65534;

  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  private static final List<String> USER_NOBODY =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          // without it access(2), which PostgreSQL asks before it opens, forgets the capability
          "--securebits=+no_setuid_fixup",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override");

  static Unprivileged find() {
    if (!isRoot()) {
      return new Unprivileged(List.of(), Optional.empty());
    }
    if (works(NAMESPACE)) {
      return new Unprivileged(NAMESPACE, Optional.of(0));
    }
    if (works(USER_NOBODY)) {
      return new Unprivileged(USER_NOBODY, Optional.of(NOBODY));
    }
    throw StartupFailure.because(
        "PostgreSQL does not run as root, and this system offers no way down (unshare, setpriv):"
            + " start Taskyard as another user, or name an external database by TASKYARD_DB_URL.",
        null);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /**
   * Whether the command behind the prefix is somebody else, and somebody with a name: initdb asks
   * for it.
   */
  private static boolean works(List<String> prefix) {
    try {
      String name =
          Shell.run(Stream.concat(prefix.stream(), Stream.of("id", "-un")).toList()).strip();
      return !name.equals("root");
    } catch (IOException notHere) {
      return false;
    }
  }

  /** Gives the tree to the user whom PostgreSQL wants as its owner. */
  void own(Path tree) throws IOException {
    if (owner.isEmpty()
        || owner.get().equals(Files.getAttribute(tree, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", owner.get(), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
