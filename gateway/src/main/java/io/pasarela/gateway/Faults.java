package io.pasarela.gateway;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a request, so that it is told at once. Each check returns the value if it is good and notes
 * a fault if not; {@link #refuseIfAny} ends the request with all of them.
 */
public final class Faults {

    /** Longest text of an id or code that is accepted. */
    private static final int TEXT_LENGTH_MAX = 128;

    /** Somebody who invents more fields than these has understood it. */
    private static final int UNKNOWN_TOLD_MAX = 20;

    private final List<Fault> found = new ArrayList<>();

    /** The body of a request; ends the request when there is none. */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.of(ProblemCode.MALFORMED_JSON, "A JSON object is expected.");
        }
        return body;
    }

    public void add(String field, String code, String message) {
        found.add(new Fault(field, code, message));
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** Ends the request if anything is wrong with it. */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, detail(), found, null);
        }
    }

    /** Ends the request if anything is wrong with it, with words of its own for the person. */
    public void refuseIfAny(Function<List<Fault>, Explanation> explained) {
        if (!found.isEmpty()) {
            throw ProblemException.explained(ProblemCode.INVALID_REQUEST, detail(), found, explained.apply(found));
        }
    }

    private String detail() {
        return "Check these fields: "
                + found.stream().map(Fault::field).distinct().collect(Collectors.joining(", ")) + ".";
    }

    /** Printable text of 1 to 128 characters without surrounding blanks. */
    public Optional<String> text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            add(field, "REQUIRED", field + " is required.");
            return Optional.empty();
        }
        if (value.length() > TEXT_LENGTH_MAX
                || !value.equals(value.strip())
                || value.codePoints().anyMatch(Faults::isUnprintable)) {
            add(field, "BAD_TEXT", field + " is 1 to 128 characters without control characters or surrounding blanks.");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /**
     * Every field of a JSON object that is not one of these: a misspelt one would be lost without a word, and an invented one would go on unchecked.
     *
     * @param within the object's own name with a point behind it; empty for the body itself
     * @param stated the names of its fields
     */
    public void onlyKnown(String within, Collection<String> stated, Collection<String> known) {
        stated.stream()
                .filter(field -> !known.contains(field))
                .limit(UNKNOWN_TOLD_MAX)
                .map(field -> Problems.unknownField(within + field, new TreeSet<>(known)))
                .forEach(found::add);
    }

    /** Text that may be left out. */
    public Optional<String> optionalText(String field, @Nullable String value) {
        return value == null ? Optional.empty() : text(field, value);
    }

    /** An asset by its code. */
    public Optional<Asset> asset(String field, @Nullable String value) {
        Optional<Asset> asset = text(field, value).flatMap(Asset::find);
        if (asset.isEmpty() && isStated(value)) {
            addUnlessNamed(field, "UNKNOWN_CURRENCY", "Known currencies are " + Arrays.toString(Asset.values()) + ".");
        }
        return asset;
    }

    /**
     * A positive decimal with no more decimals than its asset has. Neither NaN nor an exponent that would blow up is let through:
     * only digits, a point and at most 30 characters.
     */
    public Optional<BigDecimal> amount(String field, @Nullable String value, Optional<Asset> asset) {
        if (!isStated(value) || value == null) {
            add(field, "REQUIRED", field + " is required, as a decimal string such as \"1500.00\".");
            return Optional.empty();
        }
        if (value.length() > 30 || !value.matches("[0-9]{1,15}(\\.[0-9]{1,14})?")) {
            add(
                    field,
                    "NOT_AN_AMOUNT",
                    field + " is a positive decimal of at most 15 digits before the point, without exponent.");
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(value);
        if (amount.signum() == 0) {
            add(field, "NOT_POSITIVE", field + " must be greater than zero.");
            return Optional.empty();
        }
        if (asset.isPresent()
                && amount.stripTrailingZeros().scale() > asset.get().scale()) {
            add(
                    field,
                    "TOO_MANY_DECIMALS",
                    "%s has at most %d decimals."
                            .formatted(asset.get(), asset.get().scale()));
            return Optional.empty();
        }
        return Optional.of(amount);
    }

    /** Those of the stated values that are known; nothing when none is stated. Several may also stand in one, with commas between them. */
    public Set<String> someOf(String field, List<String> stated, Set<String> known) {
        Set<String> values = stated.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(values)) {
            add(field, "UNKNOWN_VALUE", field + " is any of " + new TreeSet<>(known) + ".");
        }
        return values;
    }

    /** A UUID in its usual text form. */
    public Optional<UUID> id(String field, @Nullable String value) {
        Optional<UUID> id = text(field, value).flatMap(Faults::uuid);
        if (id.isEmpty() && isStated(value)) {
            addUnlessNamed(field, "NOT_AN_ID", field + " is a UUID such as 6f1c2d3e-0000-4000-8000-000000000000.");
        }
        return id;
    }

    /** The UUID in this text, if it is one in its usual form. */
    public static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void addUnlessNamed(String field, String code, String message) {
        if (found.stream().noneMatch(f -> f.field().equals(field))) {
            add(field, code, message);
        }
    }

    // A lone surrogate is no character: it cannot be written as UTF-8.
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isStated(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
