package io.pasarela.notification;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The notices of an audience, from a position on, without end: each once, in order. */
@ApplicationScoped
class NoticeStream {

    private static final Logger LOG = Logger.getLogger(NoticeStream.class);

    /** Read from the table at a time; a stream that lags further reads again. */
    private static final int BATCH_MAX = 200;

    /** How often a stream looks by itself, in case a ring was lost. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Notices notices;
    private final Bell bell;

    NoticeStream(Notices notices, Bell bell) {
        this.notices = notices;
        this.bell = bell;
    }

    Multi<Notice> from(Audience audience, long position) {
        AtomicLong last = new AtomicLong(position);
        Multi<Long> rings = bell.rings().filter(audience::isRungBy).map(_ -> 0L);
        // The first tick comes at once and reads the past. Rings that come while a read is under way melt into one.
        Multi<Long> ticks =
                Multi.createFrom().ticks().every(LOOK_EVERY).onOverflow().drop();
        return Multi.createBy()
                .merging()
                .streams(rings, ticks)
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(_ -> unread(audience, last));
    }

    private Multi<Notice> unread(Audience audience, AtomicLong last) {
        return Multi.createBy()
                .repeating()
                .uni(() -> next(audience, last))
                .whilst(batch -> batch.size() == BATCH_MAX)
                .onItem()
                .<Notice>disjoint();
    }

    // A database that is away for a moment must not end the stream; the next look reads on from the same position.
    private Uni<List<Notice>> next(Audience audience, AtomicLong last) {
        return notices.after(audience, last.get(), BATCH_MAX)
                .invoke(batch -> batch.forEach(notice -> last.set(notice.position())))
                .onFailure()
                .invoke(failure -> LOG.warnf("notices cannot be read: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(List.of());
    }
}
