package io.pasarela.providers;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider did not do what it was asked. The three kinds differ in what may be done next. */
public abstract sealed class ProviderFailure extends RuntimeException {

    private ProviderFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The provider understood and said no. The same request will be refused again. */
    public static final class Refused extends ProviderFailure {

        /** Why, in words of no provider in particular. */
        public enum Reason {
            INVALID_REQUEST(ProblemCode.INVALID_REQUEST),
            NOT_FOUND(ProblemCode.PROVIDER_REFUSED),
            DUPLICATE(ProblemCode.PROVIDER_REFUSED),
            /** Another user of the provider has this e-mail address. */
            EMAIL_USED(ProblemCode.INVALID_REQUEST),
            QUOTATION_EXPIRED(ProblemCode.QUOTATION_EXPIRED),
            QUOTATION_USED(ProblemCode.QUOTATION_USED),
            USER_NOT_ACTIVE(ProblemCode.USER_NOT_ACTIVE),
            LIMIT_EXCEEDED(ProblemCode.LIMIT_EXCEEDED),
            INSUFFICIENT_FUNDS(ProblemCode.PROVIDER_REFUSED),
            ACCOUNT_INVALID(ProblemCode.PROVIDER_REFUSED),
            OTHER(ProblemCode.PROVIDER_REFUSED);

            private final ProblemCode problem;

            Reason(ProblemCode problem) {
                this.problem = problem;
            }

            /** What our own caller is told. */
            public ProblemCode problem() {
                return problem;
            }
        }

        private final Reason reason;
        private final transient List<Fault> faults;

        /** A code of the provider's, which may stand first in its message, such as {@code RAMP.0003}. */
        private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,30}\\.[A-Z0-9]{1,16}(?= |$)");

        private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.\\[\\]]{0,63}");

        /**
         * Keeps the reason, the provider's code and the names of bad fields. Its own words may repeat what the person stated and are
         * dropped here, so that no log, answer or event can carry them.
         */
        public Refused(Reason reason, String message, List<Fault> faults) {
            super(safe(reason, message), null);
            this.reason = reason;
            this.faults = faults.stream()
                    .filter(fault -> FIELD.matcher(fault.field()).matches())
                    .map(fault -> new Fault(
                            fault.field(), fault.code(), "The provider does not accept what this field says."))
                    .toList();
        }

        private static String safe(Reason reason, String message) {
            Matcher code = CODE.matcher(message);
            return code.lookingAt() ? reason + " (" + code.group() + ")" : reason.name();
        }

        public Reason reason() {
            return reason;
        }

        /** Whether this failure says that our key was used before: an earlier try got through although its answer did not. */
        public static boolean isDuplicate(Throwable failure) {
            return failure instanceof Refused refused && refused.reason == Reason.DUPLICATE;
        }

        /** Whether this failure says that another user, or an earlier try for this one, has the e-mail address. */
        public static boolean isEmailUsed(Throwable failure) {
            return failure instanceof Refused refused && refused.reason == Reason.EMAIL_USED;
        }

        /** Bad fields that the provider named, in its own field names. */
        public List<Fault> faults() {
            return faults;
        }
    }

    /** Certainly not done: never sent, or turned away before any work. The same request may be sent again. */
    public static final class Unavailable extends ProviderFailure {

        /** What stood in the way. */
        public enum Why {
            /** No connection could be made. */
            UNREACHABLE,
            /** Asked, and no answer came in time. */
            TIMED_OUT,
            /** An answer that is an error of the provider's own, or cannot be read. */
            FAILED,
            /** The provider limits our rate. */
            RATE_LIMITED,
            /** The provider does not take our credentials. */
            CREDENTIALS,
            /** Not asked: the provider's rate is used up, or it asked for silence. */
            PACED,
            /** Not asked at all: too many calls are waiting, or the provider has failed too often just now. */
            HELD_BACK
        }

        private static final Duration USUAL = Duration.ofSeconds(5);

        private final Why why;
        private final @Nullable Duration stated;

        /** @param stated how long the provider, or what held the call back, says to wait; absent when nothing was said */
        public Unavailable(String message, Why why, @Nullable Duration stated, @Nullable Throwable cause) {
            super(message, cause);
            this.why = why;
            this.stated = stated;
        }

        public Why why() {
            return why;
        }

        /** How long to wait as it was said; absent when nothing was. */
        public @Nullable Duration stated() {
            return stated;
        }

        /** How long to wait before asking again: as stated, else five seconds. */
        public Duration retryAfter() {
            return stated == null ? USUAL : stated;
        }
    }

    /** Sent, and the answer never came or cannot be read: done or not, nobody knows. Ask before sending anything again. */
    public static final class Uncertain extends ProviderFailure {

        public Uncertain(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
