package io.pasarela.sandbox.killb.customer;

import io.pasarela.sandbox.killb.wire.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which fields a person or company must have (KillB's CreateUserDto) and what they look like (its user guide). */
final class PartyRules {
    static final List<String> USER_TYPES = List.of("PERSON", "COMPANY");

    private static final List<String> PERSON_DOCUMENTS = List.of(
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
            "CE");
    private static final List<String> COMPANY_DOCUMENTS = List.of("NIT", "EIN", "CNPJ", "RFC", "CUIT", "USCC", "RUT");
    private static final List<String> ANY_DOCUMENT = Stream.concat(
                    PERSON_DOCUMENTS.stream(), COMPANY_DOCUMENTS.stream())
            .distinct()
            .toList();
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{10,14}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern DOCUMENT_NUMBER = Pattern.compile("[A-Za-z0-9]{3,30}");

    private PartyRules() {}

    static void user(Fields data, String type) {
        if (!USER_TYPES.contains(type)) {
            return;
        }
        if (type.equals("COMPANY")) {
            data.text("companyName");
            address(data.in("address"));
            document(data.in("document"), COMPANY_DOCUMENTS);
            return;
        }
        data.text("firstName");
        data.text("lastName");
        birthDate(data);
        email(data);
        phone(data);
        address(data.in("address"));
        document(data.in("document"), PERSON_DOCUMENTS);
    }

    /** The holder of an account: a company name, or first and last name. */
    static void holder(Fields data) {
        if (!data.has("companyName")) {
            data.text("firstName");
            data.text("lastName");
        }
        email(data);
        phone(data);
        document(data.in("document"), ANY_DOCUMENT);
    }

    static void address(Fields address) {
        for (String name : List.of("street1", "city", "state", "zipCode")) {
            address.text(name);
        }
        country(address, "countryCode");
    }

    static void country(Fields fields, String name) {
        fields.matching(name, COUNTRY, "must be an ISO 3166 alpha-2 country code");
    }

    private static void email(Fields data) {
        data.matching("email", EMAIL, "must be an email");
    }

    private static void phone(Fields data) {
        data.matching("phone", PHONE, "must be + and 11 to 15 digits");
    }

    private static void birthDate(Fields data) {
        String text = data.text("dateOfBirth");
        if (!text.isEmpty() && !isDate(text)) {
            data.problem("dateOfBirth", "must be a date, YYYY-MM-DD");
        }
    }

    static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void document(Fields document, List<String> types) {
        String type = document.oneOf("type", types);
        document.matching("number", DOCUMENT_NUMBER, "must be alphanumeric");
        country(document, "issuedCountryCode");
        if (type.equals("INE")) {
            document.text("cic");
            document.text("identificadorCiudadano");
        }
        if (type.equals("IFE")) {
            document.text("ocr");
            document.text("numeroEmision");
        }
    }
}
