package org.taskyard.file.content;

import org.taskyard.refusal.ServiceException;

/** What can go wrong with a file, apart from bad input. */
public final class FileErrors {

  private FileErrors() {}

  /** No file has that id; a draft is none. */
  public static final class FileNotFound extends ServiceException {
    private static final long serialVersionUID = 1L;

    public FileNotFound() {
      super(Kind.NOT_FOUND, "file-not-found", "No such file", "No file has this id.");
    }
  }

  /** Fewer or more bytes came than the caller announced. */
  public static final class FileIsCut extends ServiceException {
    private static final long serialVersionUID = 1L;

    public FileIsCut() {
      super(
          Kind.UNREADABLE,
          "file-is-cut",
          "The upload broke off",
          "The body is not as long as Content-Length says. Nothing was stored; send it again.");
    }
  }

  /** As many files are sent as this node sends at a time. */
  public static final class TooManyDownloads extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TooManyDownloads() {
      super(
          Kind.BUSY,
          "too-many-downloads",
          "Too many downloads",
          "This node sends as many files as it can at the same time. Repeat the request.");
    }
  }
}
