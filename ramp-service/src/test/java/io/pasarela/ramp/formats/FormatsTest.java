package io.pasarela.ramp.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published numbers pass; with one character changed they do not. */
class FormatsTest {

    private static final String DIGITS = "0123456789";
    private static final String HEX = "0123456789abcdefABCDEF";
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "014180655500000007",
                "646180546700000164",
                "626899715090855996",
                "014027000000000008",
                "032180000118359719",
                "002010077777777771"
            })
    void aClabeWithOneWrongDigitIsRefused(String clabe) {
        assertThat(BankNumbers.isClabe(clabe)).isTrue();
        assertThat(BankNumbers.isBankOfClabe(BankNumbers.bankOfClabe(clabe))).isTrue();
        assertThat(slips(clabe, DIGITS)).noneMatch(BankNumbers::isClabe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "646180115400000007",
                "032180000118359710",
                "03218000011835971",
                "03218000011835971a",
                "",
                "０３２１８００００１１８３５９７１９"
            })
    void aWrongClabeIsRefused(String clabe) {
        assertThat(BankNumbers.isClabe(clabe)).isFalse();
    }

    @Test
    void aBankThatDoesNotExistIsNoBankOfAClabe() {
        assertThat(Stream.of("000", "555", "998", "abc", "")).noneMatch(BankNumbers::isBankOfClabe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "5555555555554444", "4012888888881881", "5105105105105100"})
    void aCardWithOneWrongDigitIsRefused(String card) {
        assertThat(BankNumbers.isCard(card)).isTrue();
        assertThat(slips(card, DIGITS)).noneMatch(BankNumbers::isCard);
    }

    /** Of the Federal Reserve's directory. */
    @ParameterizedTest
    @ValueSource(strings = {"021000021", "011401533", "091000019", "122105155", "111000025"})
    void aRoutingNumberWithOneWrongDigitIsRefused(String routing) {
        assertThat(BankNumbers.isRoutingNumber(routing)).isTrue();
        assertThat(slips(routing, DIGITS)).noneMatch(BankNumbers::isRoutingNumber);
        assertThat(BankNumbers.isRoutingNumber("000000000")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11144477735", "52998224725"})
    void aCpfWithOneWrongDigitIsRefused(String cpf) {
        assertThat(TaxNumbers.isCpf(cpf)).isTrue();
        assertThat(slips(cpf, DIGITS)).noneMatch(TaxNumbers::isCpf);
        assertThat(Stream.of("11111111111", "111.444.777-35", "1114447773", "")).noneMatch(TaxNumbers::isCpf);
    }

    /** The second is Receita Federal's own example of letters. */
    @ParameterizedTest
    @ValueSource(strings = {"11222333000181", "12ABC34501DE35", "00000000000191"})
    void aCnpjWithOneWrongCharacterIsRefused(String cnpj) {
        assertThat(TaxNumbers.isCnpj(cnpj)).isTrue();
        assertThat(slips(cnpj, DIGITS)).noneMatch(TaxNumbers::isCnpj);
        assertThat(Stream.of("00000000000000", "12abc34501de35", "12ABC34501DEA5", "11.222.333/0001-81"))
                .noneMatch(TaxNumbers::isCnpj);
    }

    /** As these companies print them; two rests share the check digit 1, so a slip may pass there. DIAN, Bancolombia, Ecopetrol, Davivienda. */
    @ParameterizedTest
    @ValueSource(strings = {"8001972684", "8909039388", "8999990681", "8600343137"})
    void aNitWithOneWrongDigitIsRefused(String nit) {
        assertThat(TaxNumbers.isNit(nit)).isTrue();
        assertThat(slips(nit.substring(nit.length() - 1), DIGITS))
                .noneMatch(digit -> TaxNumbers.isNit(nit.substring(0, nit.length() - 1) + digit));
        assertThat(slips(nit, DIGITS).filter(TaxNumbers::isNit).count()).isLessThanOrEqualTo(nit.endsWith("1") ? 9 : 0);
        assertThat(TaxNumbers.isNit(nit.substring(0, 9) + "-" + nit.charAt(9))).isFalse();
    }

    /** RENAPO's own examples. Its weights share factors with 10, so a slip in some places passes. */
    @ParameterizedTest
    @ValueSource(strings = {"BOXW310820HNERXN09", "HEGG560427MVZRRL04"})
    void aCurpWithOneWrongDigitIsRefused(String curp) {
        assertThat(TaxNumbers.isCurp(curp)).isTrue();
        assertThat(slips(curp.substring(17), DIGITS))
                .noneMatch(digit -> TaxNumbers.isCurp(curp.substring(0, 17) + digit));
        assertThat(slips(curp, DIGITS).filter(TaxNumbers::isCurp).count()).isLessThanOrEqualTo(8);
    }

    /** SAT's own examples. */
    @ParameterizedTest
    @CsvSource({"GODE561231GR8,true", "XAXX010101000,true", "EKU9003173C9,false", "IIA040805DZ4,false"})
    void anRfcIsOfAPersonOrOfACompany(String rfc, boolean person) {
        assertThat(TaxNumbers.isRfcOfPerson(rfc)).isEqualTo(person);
        assertThat(TaxNumbers.isRfcOfCompany(rfc)).isEqualTo(!person);
        assertThat(TaxNumbers.isRfcOfPerson("GODE561331GR8")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+573001112233",
                "+5215512345678",
                "+525512345678",
                "+5511987654321",
                "+12025550123",
                "+4915112345678"
            })
    void aPhoneOfANetworkIsAPhone(String phone) {
        assertThat(Contacts.isPhone(phone)).isEqualTo(!phone.equals("+5215512345678"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3001112233",
                "+57300111223",
                "+5730011122334",
                "+57 300 1112233",
                "+999123456789",
                "+573001112233;ext=1",
                "tel:+573001112233",
                "+",
                "",
                "+0000000000000",
                "+１２０２５５５０１２３"
            })
    void whatNoNetworkGivesOutIsNoPhone(String phone) {
        assertThat(Contacts.isPhone(phone)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@example.com",
                "ana.rojas+ramps@correo.example.com.co",
                "o'brien@example.ie",
                "josé@example.com"
            })
    void anAddressThatPeopleHaveIsAnEmail(String email) {
        assertThat(Contacts.isEmail(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "ana@",
                "@example.com",
                "ana@example",
                "ana@example.con",
                "ana@@example.com",
                "ana@exa mple.com",
                "\"ana rojas\"@example.com",
                "ana@[127.0.0.1]",
                "ana@localhost",
                ".ana@example.com",
                "ana@-example.com",
                ""
            })
    void aTypingErrorIsNoEmail(String email) {
        assertThat(Contacts.isEmail(email)).isFalse();
    }

    /** ERC-55's own examples: mixed case, nothing but capitals, no capital. */
    @ParameterizedTest
    @CsvSource({
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,true",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359,true",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB,true",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb,true",
        "0x52908400098527886E0F7030069857D2E4169EE7,false",
        "0xde709f2102306220921060314715629080e2fb77,false"
    })
    void anEvmAddressWithOneWrongCharacterIsRefusedWhereItHasAChecksum(String address, boolean checked) {
        assertThat(WalletAddresses.isAddress("POLYGON", address)).isTrue();
        assertThat(WalletAddresses.isAddress("BSC", address)).isTrue();
        if (checked) {
            assertThat(slips(address.substring(2), HEX).map(digits -> "0x" + digits))
                    .noneMatch(WalletAddresses::isEvm);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"})
    void aTronAddressWithOneWrongCharacterIsRefused(String address) {
        assertThat(WalletAddresses.isAddress("TRON", address)).isTrue();
        assertThat(slips(address, BASE58)).noneMatch(WalletAddresses::isTron);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTg", "5oNDL3swdJJF1g9DzJiZ4ynHXgszjAEpUkxVYejchzrY"})
    void aKeyIsASolanaAddress(String address) {
        assertThat(WalletAddresses.isAddress("SOLANA", address)).isTrue();
    }

    /** A program's address, off the curve (Solana's cookbook); the system program; Tron's and bitcoin's; 33 and 31 bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4BJXYkfvg37zEmBbsacZjeQDpTNx91KppxFJxRqrz48e",
                "11111111111111111111111111111111",
                "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTgX",
                "vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPT",
                "vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPT0",
                ""
            })
    void whatNobodyHoldsAKeyOfIsNoSolanaAddress(String address) {
        assertThat(WalletAddresses.isAddress("SOLANA", address)).isFalse();
    }

    @Test
    void anAddressOfOneNetworkIsNoneOfAnother() {
        String evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        String tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";

        assertThat(Stream.of("TRON", "SOLANA", "BITCOIN")).noneMatch(n -> WalletAddresses.isAddress(n, evm));
        assertThat(Stream.of("POLYGON", "BSC", "SOLANA")).noneMatch(n -> WalletAddresses.isAddress(n, tron));
        assertThat(WalletAddresses.isAddress("POLYGON", "0x" + "0".repeat(40))).isFalse();
    }

    @Test
    void somebodyIsOfAgeOnceTheyAreSoEverywhere() {
        LocalDate birth = LocalDate.parse("2008-11-23");

        assertThat(Ages.isAtLeast(18, birth, Ages.latestDate(Instant.parse("2026-11-23T11:59:59Z"))))
                .isFalse();
        assertThat(Ages.isAtLeast(18, birth, Ages.latestDate(Instant.parse("2026-11-23T12:00:00Z"))))
                .isTrue();
    }

    @Test
    void somebodyBornOnALeapDayIsOfAgeOnTheFirstOfMarch() {
        LocalDate birth = LocalDate.parse("2008-02-29");

        assertThat(Ages.isAtLeast(18, birth, LocalDate.parse("2026-02-28"))).isFalse();
        assertThat(Ages.isAtLeast(18, birth, LocalDate.parse("2026-03-01"))).isTrue();
        assertThat(Ages.isPlausible(LocalDate.parse("1891-02-03"), LocalDate.parse("2026-03-01")))
                .isFalse();
    }

    /** The text with each of its characters replaced by each other one of the alphabet that it may have been mistaken for. */
    private static Stream<String> slips(String text, String alphabet) {
        Predicate<String> changed = slip -> !slip.equals(text);
        return IntStream.range(0, text.length())
                .filter(i -> alphabet.indexOf(text.charAt(i)) >= 0)
                .boxed()
                .flatMap(i -> alphabet.chars().mapToObj(c -> text.substring(0, i) + (char) c + text.substring(i + 1)))
                .filter(changed);
    }
}
