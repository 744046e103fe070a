package org.taskyard.database.entities;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.eclipse.persistence.jpa.Archive;
import org.eclipse.persistence.jpa.ArchiveFactory;

/**
 * Keeps EclipseLink from looking for mappings in the file of the application: all of them are
 * annotations, and where that file is, each server says in URLs of its own.
 */
public final class NoArchive implements ArchiveFactory {

  private record Empty(URL root) implements Archive {

    @Override
    public Iterator<String> getEntries() {
      return Collections.emptyIterator();
    }

    @Override
    public InputStream getEntry(String path) {
      return null;
    }

    @Override
    public URL getEntryAsURL(String path) {
      return null;
    }

    @Override
    public URL getRootURL() {
      return root;
    }

    @Override
    public InputStream getDescriptorStream() {
      return null;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Archive createArchive(URL root, Map properties) {
    return new Empty(root);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Archive createArchive(URL root, String descriptor, Map properties) {
    return new Empty(root);
  }
}
