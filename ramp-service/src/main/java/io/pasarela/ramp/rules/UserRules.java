package io.pasarela.ramp.rules;

import static io.pasarela.ramp.rules.Requests.isStated;
import static io.pasarela.ramp.rules.Requests.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.gateway.Faults;
import io.pasarela.ramp.formats.Ages;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a user must state before a provider sees it. A fault names the field and never repeats its value. */
public final class UserRules {

    /** ISO 3166-1 alpha-2. */
    static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    /** KillB's onboarding guide: at least 18 years old. */
    private static final int AGE_MIN = 18;

    private static final List<String> OF_ALL = List.of(
            "externalId",
            "type",
            "timeZone",
            "email",
            "phone",
            "address",
            "document",
            "investmentProfile",
            "kycProfile");

    /** KillB's CreateUserDto. */
    private static final List<String> OF_PERSON = List.of(
            "firstName",
            "middleName",
            "lastName",
            "dateOfBirth",
            "nationality",
            "citizenship",
            "employmentStatus",
            "employmentDescription",
            "employerName",
            "occupation");

    /** KillB's CreateUserDto, without the owners: those are users of the provider by its own ids, and anybody's. */
    private static final List<String> OF_COMPANY = List.of(
            "companyName",
            "tradeName",
            "registeredNumber",
            "legalStructure",
            "description",
            "establishedOn",
            "naics",
            "naicsDescription");

    private static final List<String> OF_ADDRESS =
            List.of("street1", "street2", "city", "state", "zipCode", "countryCode");

    private static final Set<String> EMPLOYMENTS =
            Set.of("EMPLOYEE", "SELF_EMPLOYED", "RETIRED", "UNEMPLOYED", "OTHER");

    private static final Set<String> LEGAL_STRUCTURES = Set.of(
            "C_CORP_PRIVATE",
            "C_CORP_PUBLIC",
            "HNWI",
            "LLC",
            "LLP",
            "LP",
            "S_CORP",
            "SOLE_PROP",
            "TRUST",
            "NON_PROFIT",
            "OTHER");

    private UserRules() {}

    /** Refuses a request with anything wrong in it, all at once. @param today the date in the last place on earth where it begins */
    public static void check(ObjectNode request, LocalDate today) {
        Faults faults = new Faults();
        faults.text("externalId", text(request, "externalId"));
        String type = faults.text("type", text(request, "type")).orElse("");
        switch (type) {
            case "PERSON" -> checkPerson(faults, request, today);
            case "COMPANY" -> checkCompany(faults, request);
            case "" -> {}
            default -> faults.add("type", "UNKNOWN_TYPE", "type is PERSON or COMPANY.");
        }
        checkAddress(faults, "address", request.path("address"));
        DocumentRules.check(faults, request.path("document"), type);
        checkTimeZone(faults, request);
        faults.refuseIfAny(FaultMessages::new);
    }

    private static void checkPerson(Faults faults, ObjectNode request, LocalDate today) {
        Fields fields = new Fields(faults, request);
        fields.only(together(OF_ALL, OF_PERSON));
        Stream.of("middleName", "employerName", "occupation").forEach(fields::optional);
        fields.oneOf("employmentStatus", EMPLOYMENTS);
        faults.text("firstName", text(request, "firstName"));
        faults.text("lastName", text(request, "lastName"));
        ContactRules.email(faults, "email", text(request, "email"));
        ContactRules.phone(faults, "phone", text(request, "phone"));
        faults.text("dateOfBirth", text(request, "dateOfBirth")).ifPresent(birth -> checkAge(faults, birth, today));
        for (String field : new String[] {"nationality", "citizenship"}) {
            if (isStated(request, field)) {
                checkCountry(faults, field, text(request, field));
            }
        }
    }

    private static void checkCompany(Faults faults, ObjectNode request) {
        Fields fields = new Fields(faults, request);
        fields.only(together(OF_ALL, OF_COMPANY));
        Stream.of("tradeName", "registeredNumber", "naics").forEach(fields::optional);
        fields.oneOf("legalStructure", LEGAL_STRUCTURES);
        fields.check("establishedOn", text -> date(text).isPresent(), "NOT_A_DATE", "establishedOn is YYYY-MM-DD.");
        faults.text("companyName", text(request, "companyName"));
        if (isStated(request, "email")) {
            ContactRules.email(faults, "email", text(request, "email"));
        }
        if (isStated(request, "phone")) {
            ContactRules.phone(faults, "phone", text(request, "phone"));
        }
    }

    private static List<String> together(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static void checkAge(Faults faults, String dateOfBirth, LocalDate today) {
        Optional<LocalDate> birth = date(dateOfBirth);
        if (birth.isEmpty()) {
            faults.add("dateOfBirth", "NOT_A_DATE", "dateOfBirth is YYYY-MM-DD.");
        } else if (!Ages.isPlausible(birth.get(), today)) {
            faults.add("dateOfBirth", "NOT_A_DATE_OF_BIRTH", "Nobody alive was born on that day.");
        } else if (!Ages.isAtLeast(AGE_MIN, birth.get(), today)) {
            faults.add("dateOfBirth", "UNDERAGE", "A user is at least 18 years old, everywhere on earth.");
        }
    }

    static void checkAddress(Faults faults, String field, JsonNode address) {
        faults.onlyKnown(field + ".", Requests.fields(address), OF_ADDRESS);
        for (String line : new String[] {"street1", "city", "state", "zipCode"}) {
            faults.text(field + "." + line, text(address, line));
        }
        checkCountry(faults, field + ".countryCode", text(address, "countryCode"));
    }

    static void checkCountry(Faults faults, String field, @org.jspecify.annotations.Nullable String code) {
        faults.text(field, code)
                .filter(c -> !COUNTRIES.contains(c))
                .ifPresent(
                        _ -> faults.add(field, "UNKNOWN_COUNTRY", field + " is an ISO 3166 alpha-2 code such as MX."));
    }

    // An offset such as -06:00 knows nothing of daylight saving, so only regions are taken.
    private static void checkTimeZone(Faults faults, ObjectNode request) {
        JsonNode stated = request.path("timeZone");
        if (isStated(request, "timeZone") && !(stated.isTextual() && TIME_ZONES.contains(stated.asText()))) {
            faults.add(
                    "timeZone",
                    "UNKNOWN_TIME_ZONE",
                    "timeZone is an IANA region such as America/Mexico_City; UTC when left out.");
        }
    }
}
