package io.pasarela.ramp.rules;

import static io.pasarela.ramp.rules.Requests.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.gateway.Faults;
import io.pasarela.ramp.formats.TaxNumbers;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a document must state. Numbers that a register publishes a rule for are held to it; of others only the alphabet is known. */
final class DocumentRules {

    /** KillB's CreateUserDto. */
    private static final Map<String, List<String>> TYPES = Map.of(
            "PERSON",
            List.of(
                    "PASSPORT",
                    "DRIVER_LICENSE",
                    "NUIP",
                    "RFC",
                    "SSN",
                    "CURP",
                    "CPF",
                    "INE",
                    "IFE",
                    "DNI",
                    "DUI",
                    "NIT",
                    "RUT",
                    "CHINESE_ID",
                    "BOLIVIAN_ID",
                    "CE"),
            "COMPANY",
            List.of("NIT", "EIN", "CNPJ", "RFC", "CUIT", "USCC", "RUT"));

    private static final List<String> FIELDS = List.of("type", "number", "issuedCountryCode", "expeditionDate");

    /** KillB's CreateUserDto: what else it asks of the two Mexican voter's cards. */
    private static final Map<String, List<String>> FURTHER_FIELDS =
            Map.of("INE", List.of("cic", "identificadorCiudadano"), "IFE", List.of("ocr", "numeroEmision"));

    /** KillB: a document's number is alphanumeric. */
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]+");

    /** A register's own form of a number. @param country whose register it is; NIT and RFC are names of others' too */
    private record Form(String country, Predicate<String> holds, String code, String message) {}

    private static final Map<String, Form> FORMS = Map.of(
            "CPF",
            new Form("BR", TaxNumbers::isCpf, "NOT_A_CPF", "11 digits, the last two of which check the others."),
            "CNPJ",
            new Form(
                    "BR",
                    TaxNumbers::isCnpj,
                    "NOT_A_CNPJ",
                    "12 digits or capital letters and 2 digits that check them."),
            "NIT",
            new Form(
                    "CO",
                    TaxNumbers::isNit,
                    "NOT_A_NIT",
                    "the digits with the check digit (DV) at the end, without dots or dash."),
            "CURP",
            new Form("MX", TaxNumbers::isCurp, "NOT_A_CURP", "18 characters, the last of which checks the others."));

    private DocumentRules() {}

    /** @param userType {@code PERSON} or {@code COMPANY}; another one is told elsewhere */
    static void check(Faults faults, JsonNode document, String userType) {
        String type = faults.text("document.type", text(document, "type")).orElse("");
        List<String> further = FURTHER_FIELDS.getOrDefault(type, List.of());
        faults.onlyKnown(
                "document.",
                Requests.fields(document),
                Stream.concat(FIELDS.stream(), further.stream()).toList());
        List<String> known = TYPES.get(userType);
        if (!type.isEmpty() && known != null && !known.contains(type)) {
            faults.add(
                    "document.type",
                    "UNKNOWN_DOCUMENT",
                    "document.type of a " + userType + " is one of " + known + ".");
        }
        UserRules.checkCountry(faults, "document.issuedCountryCode", text(document, "issuedCountryCode"));
        String country = text(document, "issuedCountryCode");
        faults.text("document.number", text(document, "number"))
                .ifPresent(number -> checkNumber(faults, new Stated(userType, type, String.valueOf(country)), number));
        for (String field : further) {
            faults.text("document." + field, text(document, field));
        }
    }

    private record Stated(String userType, String type, String country) {}

    private static void checkNumber(Faults faults, Stated stated, String number) {
        Form form = formOf(stated);
        if (form != null) {
            if (!form.holds().test(number)) {
                faults.add("document.number", form.code(), "document.number is " + form.message());
            }
        } else if (!NUMBER.matcher(number).matches()) {
            faults.add("document.number", "NOT_ALPHANUMERIC", "document.number is digits and letters only.");
        }
    }

    private static @org.jspecify.annotations.Nullable Form formOf(Stated stated) {
        if (stated.type().equals("RFC") && stated.country().equals("MX")) {
            return stated.userType().equals("COMPANY")
                    ? new Form("MX", TaxNumbers::isRfcOfCompany, "NOT_AN_RFC", "3 letters, a date and 3 characters.")
                    : new Form("MX", TaxNumbers::isRfcOfPerson, "NOT_AN_RFC", "4 letters, a date and 3 characters.");
        }
        Form form = FORMS.get(stated.type());
        return form != null && form.country().equals(stated.country()) ? form : null;
    }
}
