package org.taskyard.support;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A body that is sent as it is, and of which the beginning is kept to be looked at afterwards. */
final class RecordedBody implements BodyPublisher {

  /** More than any JSON that a test sends; of a larger file nobody needs the end. */
  private static final int KEPT = 16 * 1024 * 1024;

  private final BodyPublisher body;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  RecordedBody(BodyPublisher body) {
    this.body = body;
  }

  byte[] bytes() {
    synchronized (sent) {
      return sent.toByteArray();
    }
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> client) {
    body.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            client.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            keep(part.duplicate());
            client.onNext(part);
          }

          @Override
          public void onError(Throwable fault) {
            client.onError(fault);
          }

          @Override
          public void onComplete() {
            client.onComplete();
          }
        });
  }

  private void keep(ByteBuffer part) {
    synchronized (sent) {
      byte[] bytes = new byte[Math.min(part.remaining(), KEPT - sent.size())];
      part.get(bytes);
      sent.writeBytes(bytes);
    }
  }
}
