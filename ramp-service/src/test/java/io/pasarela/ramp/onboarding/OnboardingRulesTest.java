package io.pasarela.ramp.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.gateway.ProblemException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnboardingRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void aCompletePersonIsWelcome() {
        assertThatCode(() -> OnboardingRules.checkUser(aPerson(), TODAY)).doesNotThrowAnyException();
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
        assertThatCode(() -> OnboardingRules.checkUser(aPerson().put("dateOfBirth", "2008-11-23"), TODAY))
                .doesNotThrowAnyException();
        assertThat(refusedUser(aPerson().put("dateOfBirth", "2008-11-24")).faults())
                .extracting(Fault::code)
                .containsExactly("UNDERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/Mexico_City", "UTC", "Asia/Kathmandu"})
    void daysMayBeginInAnyRegionOfTheWorld(String timeZone) {
        assertThatCode(() -> OnboardingRules.checkUser(aPerson().put("timeZone", timeZone), TODAY))
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
    void aFaultNeverRepeatsWhatThePersonSaid() {
        var problem = refusedUser(aPerson().put("email", "ana.at.home").put("phone", "3001112233"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("email", "phone");
        assertThat(problem.faults().toString()).doesNotContain("ana.at.home", "3001112233");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "014180655500000007",
                "646180546700000164",
                "626899715090855996",
                "014027000000000008",
                "032180000118359719"
            })
    void publishedClabesPassTheirCheckDigit(String clabe) {
        assertThat(OnboardingRules.isClabe(clabe)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"646180115400000007", "032180000118359710", "03218000011835971", "03218000011835971a", ""})
    void aWrongClabeIsRefused(String clabe) {
        assertThat(OnboardingRules.isClabe(clabe)).isFalse();
    }

    @Test
    void anAccountNamesTheFieldsThatItsTypeLacks() {
        var problem = catchThrowableOfType(
                ProblemException.class,
                () -> OnboardingRules.checkAccount(
                        json(
                                "{\"externalId\":\"w\",\"userId\":\"0b0e6a52-aaaa-4bbb-8ccc-000000000001\",\"type\":\"WALLET\"}")));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("currency", "network", "address");
    }

    private static ProblemException refusedUser(ObjectNode request) {
        return catchThrowableOfType(ProblemException.class, () -> OnboardingRules.checkUser(request, TODAY));
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
