package io.pasarela.notification.live;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.pasarela.notification.Notice;
import java.util.List;
import java.util.Locale;

/**
 * The data of event {@code gap}: what came between the two positions is not told one by one; event {@code snapshot}, which follows, says how things
 * stand instead.
 *
 * @param from the position that was stated
 * @param to the position that the snapshot stands for, and from which the stream goes on
 */
record Gap(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long from,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long to,
        Why reason) {

    enum Why {
        /** Notices after the stated position have been deleted. */
        HISTORY_TRIMMED,
        /** No stream of this client has ever told an event with that id. */
        UNKNOWN_POSITION
    }

    /**
     * The data of event {@code snapshot}: the newest notice of each ramp that is not over or changed lately, newest first.
     *
     * @param complete whether these are all of them; if not, ask for the list of ramps
     */
    record Snapshot(List<Notice> ramps, boolean complete) {

        /** Of notices that were read with one more than there may be. */
        static Snapshot of(List<Notice> newest, int most, Locale language) {
            return new Snapshot(
                    newest.stream()
                            .limit(most)
                            .map(notice -> notice.in(language))
                            .toList(),
                    newest.size() <= most);
        }
    }
}
