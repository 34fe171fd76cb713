package io.pasarela.gateway;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request ends here, with this problem. {@link Problems} writes it out. */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final transient List<Fault> faults;
    private final @Nullable Duration retryAfter;
    private final transient @Nullable Explanation explanation;

    public ProblemException(ProblemCode code, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
        this(code, detail, faults, retryAfter, null);
    }

    private ProblemException(
            ProblemCode code,
            String detail,
            List<Fault> faults,
            @Nullable Duration retryAfter,
            @Nullable Explanation explanation) {
        super(detail);
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
        this.explanation = explanation;
    }

    public static ProblemException explained(ProblemCode code, String detail, Explanation explanation) {
        return explained(code, detail, List.of(), explanation);
    }

    public static ProblemException explained(
            ProblemCode code, String detail, List<Fault> faults, Explanation explanation) {
        return new ProblemException(code, detail, faults, null, explanation);
    }

    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail, List.of(), null);
    }

    public static ProblemException of(ProblemCode code, Fault fault) {
        return new ProblemException(code, fault.message(), List.of(fault), null);
    }

    public static ProblemException retry(ProblemCode code, String detail, Duration retryAfter) {
        return new ProblemException(code, detail, List.of(), retryAfter);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What there is to say beyond the code; absent when the code says it all. */
    public @Nullable Explanation explanation() {
        return explanation;
    }
}
