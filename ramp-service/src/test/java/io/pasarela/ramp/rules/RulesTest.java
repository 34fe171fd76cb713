package io.pasarela.ramp.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    private static final AccountRules.Banks BANKS = new AccountRules.Banks(Set.of("007", "012"), Set.of());

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void aCompletePersonIsWelcome() {
        assertThatCode(() -> UserRules.check(aPerson(), TODAY)).doesNotThrowAnyException();
    }

    @Test
    void everyMissingFieldIsNamedAtOnce() {
        var problem = refusedUser(json("{\"type\":\"PERSON\"}"));

        assertThat(problem.faults())
                .extracting(Fault::field)
                .contains(
                        "externalId",
                        "firstName",
                        "lastName",
                        "email",
                        "phone",
                        "dateOfBirth",
                        "address.street1",
                        "address.countryCode",
                        "document.type",
                        "document.number",
                        "document.issuedCountryCode");
    }

    @Test
    void somebodyTurns18OnTheirBirthday() {
        assertThatCode(() -> UserRules.check(aPerson().put("dateOfBirth", "2008-11-23"), TODAY))
                .doesNotThrowAnyException();
        assertThat(refusedUser(aPerson().put("dateOfBirth", "2008-11-24")).faults())
                .extracting(Fault::code)
                .containsExactly("UNDERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Mexico_City", "UTC", "Asia/Kathmandu"})
    void daysMayBeginInAnyRegionOfTheWorld(String timeZone) {
        assertThatCode(() -> UserRules.check(aPerson().put("timeZone", timeZone), TODAY))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-06:00", "UTC+5", "america/bogota", "Bogota", "", "Europe/Atlantis"})
    void anOffsetOrAnInventedPlaceIsNoTimeZone(String timeZone) {
        assertThat(refusedUser(aPerson().put("timeZone", timeZone)).faults())
                .extracting(Fault::code)
                .containsExactly("UNKNOWN_TIME_ZONE");
    }

    @Test
    void aMisspeltOrInventedFieldIsRefusedByNameInsteadOfBeingLost() {
        var request = aPerson().put("midleName", "Lucia").put("mainOwnerUser", "5b7c");
        ((ObjectNode) request.path("address")).put("postcode", "110111");
        ((ObjectNode) request.path("document")).put("cic", "1");

        var problem = refusedUser(request);

        assertThat(problem.faults())
                .extracting(Fault::field, Fault::code)
                .containsExactlyInAnyOrder(
                        unknown("midleName"),
                        unknown("mainOwnerUser"),
                        unknown("address.postcode"),
                        unknown("document.cic"));
    }

    @Test
    void whatThePersonMayAddIsCheckedToo() {
        var request = aPerson().put("employmentStatus", "BORED").put("middleName", "L\u0000");

        assertThat(refusedUser(request).faults())
                .extracting(Fault::field, Fault::code)
                .containsExactlyInAnyOrder(tuple("employmentStatus", "UNKNOWN_VALUE"), tuple("middleName", "BAD_TEXT"));
        assertThatCode(() -> UserRules.check(
                        aPerson().put("employmentStatus", "RETIRED").put("middleName", "Lucia"), TODAY))
                .doesNotThrowAnyException();
    }

    @Test
    void aThousandInventedFieldsAreNotAllRepeated() {
        var request = aPerson();
        for (int i = 0; i < 1000; i++) {
            request.put("x".repeat(200) + i, "");
        }

        var problem = refusedUser(request);

        assertThat(problem.faults()).hasSizeLessThan(30);
        assertThat(problem.faults()).allMatch(fault -> fault.field().length() < 100);
    }

    private static Tuple unknown(String field) {
        return tuple(field, "UNKNOWN_FIELD");
    }

    @Test
    void aFaultNeverRepeatsWhatThePersonSaid() {
        var problem = refusedUser(aPerson().put("email", "ana.at.home").put("phone", "3001112233"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("email", "phone");
        assertThat(problem.faults().toString()).doesNotContain("ana.at.home", "3001112233");
    }

    @Test
    void anAccountNamesTheFieldsThatItsTypeLacks() {
        var problem = refusedAccount("\"type\":\"WALLET\"");

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("currency", "network", "address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'SPEI','clabe':'032180000118359719'",
                "'type':'SPEI','clabe':'4111111111111111','clabeType':'DEBIT_CARD','bankCode':'012'",
                "'type':'SPEI','clabe':'5512345678','clabeType':'PHONE_NUMBER','bankCode':'012'",
                "'type':'PSE','accountNumber':'1234567890','bankCode':'007','accountType':'savings','countryCode':'CO'",
                "'type':'BREB','aliasType':'PHONE','alias':'3001112233'",
                "'type':'BREB','aliasType':'EMAIL','alias':'ana@example.com'",
                "'type':'PIX','pixKeyType':'CPF','pixKey':'11144477735'",
                "'type':'PIX','pixKeyType':'CNPJ','pixKey':'12ABC34501DE35'",
                "'type':'PIX','pixKeyType':'PHONE','pixKey':'+5511987654321'",
                "'type':'PIX','pixKeyType':'RANDOM','pixKey':'123e4567-e89b-12d3-a456-426655440000'",
                "'type':'ACH','bankName':'Chase','routingNumber':'021000021','accountNumber':'123456789','accountType':'checking'",
                "'type':'CCI','cci':'00219100123456789012'",
                "'type':'WALLET','currency':'USDT','network':'TRON','address':'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'",
                "'type':'WALLET','currency':'USDC','network':'SOLANA','address':'5oNDL3swdJJF1g9DzJiZ4ynHXgszjAEpUkxVYejchzrY'"
            })
    void aCompleteAccountOfEveryKindIsWelcome(String fields) {
        assertThatCode(() -> AccountRules.check(account(fields.replace("'", "\"")), BANKS))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'SPEI','clabe':'032180000118359718'|clabe|NOT_A_CLABE",
                "'type':'SPEI','clabe':'555180000118359717'|clabe|UNKNOWN_BANK",
                "'type':'SPEI','clabe':'4111111111111112','clabeType':'DEBIT_CARD','bankCode':'012'|clabe|NOT_A_CARD",
                "'type':'SPEI','clabe':'4111111111111111','clabeType':'DEBIT_CARD'|bankCode|REQUIRED",
                "'type':'SPEI','clabe':'032180000118359719','clabeType':'IBAN'|clabeType|UNKNOWN_VALUE",
                "'type':'PSE','accountNumber':'1234567890','bankCode':'999','accountType':'savings'|bankCode|UNKNOWN_BANK",
                "'type':'PSE','accountNumber':'1234567890','bankCode':'007','accountType':'gold'|accountType|UNKNOWN_VALUE",
                "'type':'PSE','accountNumber':'12 34','bankCode':'007','accountType':'savings'|accountNumber|NOT_AN_ACCOUNT_NUMBER",
                "'type':'SPEI','clabe':'032180000118359719','countryCode':'CO'|countryCode|WRONG_COUNTRY",
                "'type':'PIX','pixKeyType':'CPF','pixKey':'11144477736'|pixKey|NOT_A_KEY",
                "'type':'PIX','pixKeyType':'IBAN','pixKey':'11144477736'|pixKeyType|UNKNOWN_VALUE",
                "'type':'BREB','aliasType':'PHONE','alias':'1112233'|alias|NOT_A_KEY",
                "'type':'ACH','bankName':'Chase','routingNumber':'021000022','accountNumber':'1','accountType':'checking'|routingNumber|NOT_A_ROUTING_NUMBER",
                "'type':'WALLET','currency':'USDC','network':'POLYGON','address':'0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'|address|NOT_AN_ADDRESS",
                "'type':'WALLET','currency':'USDC','network':'TRON','address':'0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'|address|NOT_AN_ADDRESS",
                "'type':'WALLET','currency':'USDC','network':'DOGE','address':'x'|network|UNKNOWN_VALUE",
                "'type':'WALLET','currency':'USDC','network':'POLYGON','address':{}|address|REQUIRED",
                "'type':'WALLET','currency':'USDC','network':'TRON','address':'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t','countryCode':'ZZ'|countryCode|UNKNOWN_COUNTRY",
                "'type':'SPEI','clabe':'032180000118359719','firstName':'Somebody'|firstName|UNKNOWN_FIELD",
                "'type':'PIX','pixKeyType':'CPF','pixKey':'11144477735','clabe':'1'|clabe|UNKNOWN_FIELD",
                "'type':'IBAN'|type|UNKNOWN_TYPE"
            })
    void aWrongAccountIsRefusedForWhatIsWrongWithIt(String fields, String field, String code) {
        var problem = refusedAccount(fields.replace("'", "\""));

        assertThat(problem.faults()).extracting(Fault::field, Fault::code).containsExactly(tuple(field, code));
    }

    @Test
    void withoutAListOfBanksTheProviderDecidesAboutTheirCodes() {
        var request =
                account("\"type\":\"PSE\",\"accountNumber\":\"1\",\"bankCode\":\"999\",\"accountType\":\"savings\"");

        assertThatCode(() -> AccountRules.check(request, new AccountRules.Banks(Set.of(), Set.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void aBankThatJoinedLaterIsAddedBySettings() {
        var request = account("\"type\":\"SPEI\",\"clabe\":\"555180000118359717\"");

        assertThatCode(() -> AccountRules.check(request, new AccountRules.Banks(Set.of(), Set.of("555"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "CPF,11144477736,BR,NOT_A_CPF",
        "CURP,HEGG560427MVZRRL05,MX,NOT_A_CURP",
        "RFC,EKU9003173C9,MX,NOT_AN_RFC",
        "NIT,8001972685,CO,NOT_A_NIT",
        "PASSPORT,AB-12,CO,NOT_ALPHANUMERIC"
    })
    void aDocumentIsHeldToTheFormOfItsRegister(String type, String number, String country, String code) {
        var request = aPerson();
        request.set(
                "document",
                json("{\"type\":\"%s\",\"number\":\"%s\",\"issuedCountryCode\":\"%s\"}"
                        .formatted(type, number, country)));

        var problem = refusedUser(request);

        assertThat(problem.faults()).extracting(Fault::code).containsExactly(code);
        assertThat(problem.faults().toString() + problem.detail()).doesNotContain(number);
    }

    @Test
    void aCompanyHasADocumentOfCompanies() {
        var request = json("""
                {"externalId":"acme","type":"COMPANY","companyName":"Acme","email":"acme","phone":"+57",
                 "address":{"street1":"Cl 1","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
                 "document":{"type":"CPF","number":"11144477735","issuedCountryCode":"BR"}}
                """);

        assertThat(refusedUser(request).faults())
                .extracting(Fault::field)
                .containsExactly("email", "phone", "document.type");
    }

    @ParameterizedTest
    @CsvSource({
        "SPEI,clabe=646180157000000004;beneficiary=Ana Rojas,",
        "SPEI,clabe=646180157000000005;beneficiary=Ana Rojas,refundInstructions.clabe NOT_A_CLABE",
        "SPEI,clabe=998180157000000004;beneficiary=Ana,refundInstructions.clabe NOT_A_CLABE",
        "SPEI,clabe=646180157000000004,refundInstructions.beneficiary REQUIRED",
        "SPEI,address=0x52908400098527886E0F7030069857D2E4169EE7,refundInstructions.address NOT_OF_METHOD;"
                + "refundInstructions.beneficiary REQUIRED;refundInstructions.clabe REQUIRED",
        "SPEI,,refundInstructions.beneficiary REQUIRED;refundInstructions.clabe REQUIRED",
        "POLYGON,address=0x52908400098527886E0F7030069857D2E4169EE7,",
        "POLYGON,address=0x52908400098527886E0F7030069857D2E4169EE8x,refundInstructions.address NOT_AN_ADDRESS",
        "TRON,address=0x52908400098527886E0F7030069857D2E4169EE7,refundInstructions.address NOT_AN_ADDRESS",
        "PSE,clabe=646180157000000004;beneficiary=Ana,refundInstructions NOT_OF_METHOD"
    })
    void whereADepositGoesBackToIsCheckedByTheMethodThatItComesBy(String method, String stated, String faults) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : stated == null ? new String[0] : stated.split(";")) {
            fields.put(field.split("=")[0], field.split("=")[1]);
        }
        Set<String> needed =
                switch (method) {
                    case "SPEI" -> Set.of("clabe", "beneficiary");
                    case "PSE" -> Set.of();
                    default -> Set.of("address");
                };
        Faults found = new Faults();

        RefundRules.check(found, fields, new RefundRules.Deposit(method, needed, Set.of()));
        var problem = catchThrowableOfType(ProblemException.class, () -> found.refuseIfAny(FaultMessages::new));

        if (faults == null) {
            assertThat(problem).isNull();
        } else {
            assertThat(problem.faults())
                    .extracting(fault -> fault.field() + " " + fault.code())
                    .containsExactlyInAnyOrder(faults.split(";"));
            assertThat(problem.faults()).noneMatch(fault -> fault.message().contains("64618015"));
        }
    }

    @Test
    void thePersonIsToldWhatToMendInTheirLanguage() {
        var one = refusedAccount("\"type\":\"SPEI\",\"clabe\":\"1\"").explanation();
        var many = refusedUser(aPerson().put("email", "x").put("phone", "y")).explanation();

        assertThat(one.userMessage(Locale.of("es"))).startsWith("Esta CLABE");
        assertThat(one.userMessage(Locale.of("pt"))).startsWith("Esta CLABE tem");
        assertThat(one.userMessage(Locale.ENGLISH)).startsWith("This CLABE");
        assertThat(many.userMessage(Locale.of("es"))).startsWith("Revisa los datos");
        assertThat(many.members(Locale.of("es")).toString()).contains("email=Este correo", "phone=Este número");
    }

    @Test
    void everyLanguageHasTheSameMessages() {
        var english = bundle(Locale.ENGLISH).keySet();

        assertThat(bundle(Locale.of("es")).keySet()).isEqualTo(english);
        assertThat(bundle(Locale.of("pt")).keySet()).isEqualTo(english);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("io.pasarela.ramp.rules.fault-messages", language);
    }

    private static ProblemException refusedAccount(String fields) {
        return catchThrowableOfType(ProblemException.class, () -> AccountRules.check(account(fields), BANKS));
    }

    private static ObjectNode account(String fields) {
        return json("{\"externalId\":\"a\",\"userId\":\"0b0e6a52-aaaa-4bbb-8ccc-000000000001\"," + fields + "}");
    }

    private static ProblemException refusedUser(ObjectNode request) {
        return catchThrowableOfType(ProblemException.class, () -> UserRules.check(request, TODAY));
    }

    private static ObjectNode aPerson() {
        return json("""
                {"externalId":"ana","type":"PERSON","firstName":"Ana","lastName":"Rojas","dateOfBirth":"1991-02-03",
                 "email":"ana@example.com","phone":"+573001112233",
                 "address":{"street1":"Cl 1","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
                 "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}}
                """);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
