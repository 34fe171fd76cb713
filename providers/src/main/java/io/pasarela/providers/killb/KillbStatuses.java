package io.pasarela.providers.killb;

import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each of KillB's ramp statuses means. 23 come from its OpenAPI document, three more from its webhook page. */
final class KillbStatuses {

    /** An error code of the documented form, anywhere in a text. */
    private static final Pattern ERROR_CODE = Pattern.compile("(?<![A-Z0-9])(USER|ACCOUNT|RAMP)\\.\\d{4}\\b");

    private KillbStatuses() {}

    /** The neutral status; absent for a word that KillB has not documented, which is never success. */
    static @Nullable RampStatus meaning(String stated) {
        return switch (stated) {
            case "CREATED", "QUOTE_CREATED", "CASH_IN_REQUEST" -> RampStatus.CREATED;
            case "CASH_IN_REQUESTED", "CASH_IN_PENDING", "PENDING_PAYMENT" -> RampStatus.AWAITING_DEPOSIT;
            case "REVIEW_NEEDED" -> RampStatus.IN_REVIEW;
            case "CASH_IN_PROCESSING", "CASH_IN_COMPLETED", "PROCESSING" -> RampStatus.DEPOSIT_RECEIVED;
            case "CONVERSION_REQUEST",
                    "CONVERSION_REQUESTED",
                    "CONVERSION_PENDING",
                    "CONVERSION_PROCESSING",
                    "CONVERSION_COMPLETED" -> RampStatus.CONVERTING;
            case "CASH_OUT_REQUEST",
                    "CASH_OUT_REQUESTED",
                    "CASH_OUT_PENDING",
                    "CASH_OUT_PROCESSING",
                    "CASH_OUT_COMPLETED" -> RampStatus.PAYING_OUT;
            case "COMPLETED" -> RampStatus.COMPLETED;
            case "FAILED", "ERROR" -> RampStatus.FAILED;
            case "REJECTED" -> RampStatus.REJECTED;
            case "CANCELED" -> RampStatus.CANCELED;
            case "EXPIRED" -> RampStatus.EXPIRED;
            default -> null;
        };
    }

    /**
     * What a failure's details mean. They are free text of no documented form, so only KillB's own error codes in them are understood
     * (docs.killb.com, resources/error-handling); absent for all else.
     */
    static @Nullable RampReason reason(String stated, @Nullable String details) {
        Matcher code = ERROR_CODE.matcher(details == null ? "" : details);
        if (code.find()) {
            return switch (code.group()) {
                case "RAMP.0001" -> RampReason.QUOTATION_EXPIRED;
                case "RAMP.0002" -> RampReason.PROVIDER_ERROR;
                case "RAMP.0003" -> RampReason.LIMIT_EXCEEDED;
                case "RAMP.0004", "ACCOUNT.0001", "ACCOUNT.0002", "ACCOUNT.0003" -> RampReason.ACCOUNT_INVALID;
                case "USER.0001", "USER.0002", "USER.0004" -> RampReason.IDENTITY;
                default -> null;
            };
        }
        return stated.equals("ERROR") ? RampReason.PROVIDER_ERROR : null;
    }
}
