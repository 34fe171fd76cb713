package io.pasarela.ramp.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.gateway.Faults;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a user or an account must state before a provider sees it. A fault names the field and never repeats its value. */
final class OnboardingRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    /** KillB's onboarding guide: at least 18 years old. */
    private static final int AGE_MIN = 18;

    /** KillB's onboarding guide: {@code +} and 11 to 15 digits, the first not zero. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{10,14}");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}\\.[^@\\s]{2,63}");

    /** An account type and the fields that it must have; KillB's account reference. */
    private static final Map<String, String[]> ACCOUNT_FIELDS = Map.of(
            "WALLET", new String[] {"currency", "network", "address"},
            "SPEI", new String[] {"clabe"},
            "PSE", new String[] {"accountNumber", "bankCode", "accountType"},
            "BREB", new String[] {"aliasType", "alias"},
            "PIX", new String[] {"pixKeyType", "pixKey"},
            "ACH", new String[] {"bankName", "routingNumber", "accountNumber", "accountType"});

    private OnboardingRules() {}

    static void checkUser(ObjectNode request, LocalDate today) {
        Faults faults = new Faults();
        faults.text("externalId", text(request, "externalId"));
        String type = faults.text("type", text(request, "type")).orElse("");
        switch (type) {
            case "PERSON" -> checkPerson(faults, request, today);
            case "COMPANY" -> faults.text("companyName", text(request, "companyName"));
            case "" -> {}
            default -> faults.add("type", "UNKNOWN_TYPE", "type is PERSON or COMPANY.");
        }
        for (String field : new String[] {"street1", "city", "state", "zipCode"}) {
            faults.text("address." + field, text(request.path("address"), field));
        }
        checkCountry(faults, "address.countryCode", text(request.path("address"), "countryCode"));
        faults.text("document.type", text(request.path("document"), "type"));
        faults.text("document.number", text(request.path("document"), "number"));
        checkCountry(faults, "document.issuedCountryCode", text(request.path("document"), "issuedCountryCode"));
        checkTimeZone(faults, request);
        faults.refuseIfAny();
    }

    // An offset such as -06:00 knows nothing of daylight saving, so only regions are taken.
    private static void checkTimeZone(Faults faults, ObjectNode request) {
        JsonNode stated = request.path("timeZone");
        boolean absent = stated.isMissingNode() || stated.isNull();
        if (!absent && !(stated.isTextual() && TIME_ZONES.contains(stated.asText()))) {
            faults.add(
                    "timeZone",
                    "UNKNOWN_TIME_ZONE",
                    "timeZone is an IANA region such as America/Mexico_City; UTC when left out.");
        }
    }

    private static void checkPerson(Faults faults, ObjectNode request, LocalDate today) {
        faults.text("firstName", text(request, "firstName"));
        faults.text("lastName", text(request, "lastName"));
        faults.text("email", text(request, "email"))
                .filter(email -> !EMAIL.matcher(email).matches())
                .ifPresent(_ -> faults.add("email", "NOT_AN_EMAIL", "email is an address such as ana@example.com."));
        faults.text("phone", text(request, "phone"))
                .filter(phone -> !PHONE.matcher(phone).matches())
                .ifPresent(_ -> faults.add("phone", "NOT_A_PHONE", "phone is + and 11 to 15 digits (E.164)."));
        faults.text("dateOfBirth", text(request, "dateOfBirth")).ifPresent(birth -> checkAge(faults, birth, today));
    }

    private static void checkAge(Faults faults, String dateOfBirth, LocalDate today) {
        try {
            if (LocalDate.parse(dateOfBirth).plusYears(AGE_MIN).isAfter(today)) {
                faults.add("dateOfBirth", "UNDERAGE", "A user is at least 18 years old.");
            }
        } catch (DateTimeException _) {
            faults.add("dateOfBirth", "NOT_A_DATE", "dateOfBirth is YYYY-MM-DD.");
        }
    }

    static void checkAccount(ObjectNode request) {
        Faults faults = new Faults();
        faults.text("externalId", text(request, "externalId"));
        faults.id("userId", text(request, "userId"));
        faults.text("type", text(request, "type")).ifPresent(type -> {
            String[] fields = ACCOUNT_FIELDS.get(type);
            if (fields == null) {
                faults.add(
                        "type",
                        "UNKNOWN_TYPE",
                        "type is one of "
                                + ACCOUNT_FIELDS.keySet().stream().sorted().toList() + ".");
                return;
            }
            for (String field : fields) {
                faults.text(field, text(request, field));
            }
        });
        String clabe = text(request, "clabe");
        if ("SPEI".equals(text(request, "type")) && clabe != null && !isClabe(clabe)) {
            faults.add("clabe", "NOT_A_CLABE", "clabe is 18 digits, the last of which checks the others.");
        }
        faults.refuseIfAny();
    }

    /** The check digit of a CLABE: weights 3, 7, 1 over 17 digits, each product mod 10, and the sum's complement to 10. */
    static boolean isClabe(String clabe) {
        if (!clabe.matches("[0-9]{18}")) {
            return false;
        }
        int[] weights = {3, 7, 1};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (clabe.charAt(i) - '0') * weights[i % 3] % 10;
        }
        return clabe.charAt(17) - '0' == (10 - sum % 10) % 10;
    }

    private static void checkCountry(Faults faults, String field, @org.jspecify.annotations.Nullable String code) {
        faults.text(field, code)
                .filter(c -> !COUNTRIES.contains(c))
                .ifPresent(
                        _ -> faults.add(field, "UNKNOWN_COUNTRY", field + " is an ISO 3166 alpha-2 code such as MX."));
    }

    static @org.jspecify.annotations.Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }
}
