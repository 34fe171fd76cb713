package io.pasarela.ramp.rules;

import static io.pasarela.ramp.rules.Requests.isStated;
import static io.pasarela.ramp.rules.Requests.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.gateway.Faults;
import io.pasarela.ramp.formats.BankNumbers;
import io.pasarela.ramp.formats.Contacts;
import io.pasarela.ramp.formats.TaxNumbers;
import io.pasarela.ramp.formats.WalletAddresses;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an account must state before a provider sees it. A fault names the field and never repeats its value. */
public final class AccountRules {

    private static final Set<String> ACCOUNT_TYPES = Set.of("savings", "checking");
    private static final Set<String> CURRENCIES = Set.of("BTC", "USDC", "USDT");

    /** 34 characters are the longest account number that any payment system knows (ISO 20022, Max34Text). */
    private static final Pattern ACCOUNT_NUMBER = Pattern.compile("[0-9A-Za-z]{1,34}");

    /** Nacha's file has 17 positions for it. */
    private static final Pattern US_ACCOUNT_NUMBER = Pattern.compile("[0-9A-Za-z]{1,17}");

    /** KillB's account reference. */
    private static final Pattern SPI_ACCOUNT_NUMBER = Pattern.compile("[0-9]{2,14}");

    private static final Pattern SINPE_ACCOUNT_NUMBER = Pattern.compile("CR[0-9]{20}");
    private static final Pattern CCI = Pattern.compile("[0-9]{20}");

    /** ISO 9362: four characters of the bank, country, place, and a branch or not. */
    private static final Pattern BIC = Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?");

    /** A random key of Pix (Banco Central do Brasil, DICT): a UUID in lower case. */
    private static final Pattern PIX_RANDOM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Map<String, Predicate<String>> PIX_KEYS = Map.of(
            "CPF", TaxNumbers::isCpf,
            "CNPJ", TaxNumbers::isCnpj,
            "EMAIL", Contacts::isEmail,
            "PHONE", Contacts::isPhone,
            "RANDOM", key -> PIX_RANDOM.matcher(key).matches());

    private static final Map<String, Predicate<String>> BREB_ALIASES = Map.of(
            "NATIONAL_ID", alias -> alias.matches("[0-9A-Za-z]{3,18}"),
            "BUSINESS_ID", alias -> alias.matches("[0-9]{3,18}"),
            "PHONE", alias -> Contacts.isPhone(alias) || Contacts.isPhoneOf("CO", alias),
            "EMAIL", Contacts::isEmail,
            "ALPHANUMERIC", alias -> alias.matches("@?[0-9A-Za-z]{2,30}"));

    private static final List<String> OF_ALL = List.of("externalId", "userId", "type", "countryCode");

    /** What an account may state besides what it must. Its holder is the user, and not stated. */
    private static final Map<AccountType, List<String>> MORE = Map.of(
            AccountType.SPEI, List.of("clabeType", "bankCode"),
            AccountType.SINPE, List.of("bankName"),
            AccountType.WIRE, List.of("accountType", "bankAddress"),
            AccountType.SWIFT, List.of("accountType", "bankAddress"));

    private AccountRules() {}

    /**
     * What is known of banks.
     *
     * @param codes bank codes that the provider knows in the account's country; empty when its list cannot be read, and then it decides
     * @param clabeBanks bank codes in a CLABE beyond those in {@link BankNumbers}
     */
    public record Banks(Set<String> codes, Set<String> clabeBanks) {}

    /** Refuses a request with anything wrong in it, all at once. */
    public static void check(ObjectNode request, Banks banks) {
        Faults faults = new Faults();
        faults.text("externalId", text(request, "externalId"));
        faults.id("userId", text(request, "userId"));
        faults.text("type", text(request, "type"))
                .ifPresent(name -> AccountType.find(name)
                        .ifPresentOrElse(
                                type -> checkFields(faults, request, type, banks),
                                () -> faults.add(
                                        "type",
                                        "UNKNOWN_TYPE",
                                        "type is one of " + Arrays.toString(AccountType.values()) + ".")));
        faults.refuseIfAny(FaultMessages::new);
    }

    private static void checkFields(Faults faults, ObjectNode request, AccountType type, Banks banks) {
        Fields fields = new Fields(faults, request);
        type.fields().stream()
                .filter(field -> !isStated(request, field))
                .forEach(field -> faults.add(field, "REQUIRED", field + " is required."));
        fields.only(Stream.of(OF_ALL, type.fields(), MORE.getOrDefault(type, List.of()))
                .flatMap(List::stream)
                .toList());
        type.country()
                .ifPresentOrElse(
                        country -> fields.check(
                                "countryCode",
                                country::equals,
                                "WRONG_COUNTRY",
                                type + " accounts are in " + country + "."),
                        () -> fields.check(
                                "countryCode",
                                UserRules.COUNTRIES::contains,
                                "UNKNOWN_COUNTRY",
                                "countryCode is ISO 3166 alpha-2."));
        fields.check(
                "bankCode",
                code -> banks.codes().isEmpty() || banks.codes().contains(code),
                "UNKNOWN_BANK",
                "bankCode is a code of GET /api/v2/banks?countryCode=.");
        switch (type) {
            case WALLET -> wallet(fields);
            case SPEI -> spei(fields, banks);
            case BREB -> keyed(fields, "aliasType", "alias", BREB_ALIASES);
            case PIX -> keyed(fields, "pixKeyType", "pixKey", PIX_KEYS);
            case TRANSFIYA -> transfiya(fields);
            case CCI -> fields.check("cci", CCI.asMatchPredicate(), "NOT_A_CCI", "cci is 20 digits.");
            case SINPE -> bankAccount(fields, SINPE_ACCOUNT_NUMBER, "CR and 20 digits");
            case SPI, SPI_PY -> bankAccount(fields, SPI_ACCOUNT_NUMBER, "2 to 14 digits");
            case ACH, WIRE, SWIFT -> international(fields, type);
            case PSE, ACH_HN, ACH_SV, ACH_NI, ACH_GT, ACH_PA, ACH_BO ->
                bankAccount(fields, ACCOUNT_NUMBER, "digits and letters, at most 34");
        }
    }

    private static void wallet(Fields fields) {
        fields.oneOf("currency", CURRENCIES);
        fields.oneOf("network", WalletAddresses.networks());
        String network = fields.valueOf("network");
        if (WalletAddresses.networks().contains(network)) {
            fields.check(
                    "address",
                    address -> WalletAddresses.isAddress(network, address),
                    "NOT_AN_ADDRESS",
                    "address is one of a wallet on " + network + ", with its checksum where it has one.");
        }
    }

    private static void spei(Fields fields, Banks banks) {
        switch (fields.valueOf("clabeType")) {
            case "", "CLABE" -> {
                if (isStated(fields.request(), "clabe")) {
                    fields.faults()
                            .text("clabe", text(fields.request(), "clabe"))
                            .ifPresent(clabe -> checkClabe(fields.faults(), "clabe", clabe, banks.clabeBanks()));
                }
            }
            case "DEBIT_CARD" -> {
                fields.required("bankCode");
                fields.check(
                        "clabe",
                        BankNumbers::isCard,
                        "NOT_A_CARD",
                        "clabe is the card's 16 digits, the last of which checks the others.");
            }
            case "PHONE_NUMBER" -> {
                fields.required("bankCode");
                fields.check(
                        "clabe",
                        digits -> Contacts.isPhoneOf("MX", digits),
                        "NOT_A_PHONE",
                        "clabe is the 10 digits of a Mexican phone.");
            }
            default -> fields.oneOf("clabeType", Set.of("CLABE", "DEBIT_CARD", "PHONE_NUMBER"));
        }
    }

    static void checkClabe(Faults faults, String name, String value, Set<String> banksAdded) {
        if (!BankNumbers.isClabe(value)) {
            faults.add(name, "NOT_A_CLABE", name + " is 18 digits, the last of which checks the others.");
            return;
        }
        String bank = BankNumbers.bankOfClabe(value);
        if (!BankNumbers.isBankOfClabe(bank) && !banksAdded.contains(bank)) {
            faults.add(name, "UNKNOWN_BANK", "The first three digits of " + name + " name no bank.");
        }
    }

    private static void keyed(Fields fields, String kindField, String keyField, Map<String, Predicate<String>> kinds) {
        fields.oneOf(kindField, kinds.keySet());
        Predicate<String> rule = kinds.get(fields.valueOf(kindField));
        if (rule != null) {
            fields.check(keyField, rule, "NOT_A_KEY", keyField + " is not of the form that its " + kindField + " has.");
        }
    }

    private static void transfiya(Fields fields) {
        fields.oneOf("accountType", Set.of("PHONE_NUMBER", "WALLET"));
        if (fields.valueOf("accountType").equals("PHONE_NUMBER")) {
            fields.check(
                    "account",
                    phone -> Contacts.isPhone(phone) || Contacts.isPhoneOf("CO", phone),
                    "NOT_A_PHONE",
                    "account is a Colombian phone.");
        }
    }

    private static void bankAccount(Fields fields, Pattern number, String form) {
        fields.check(
                "accountNumber", number.asMatchPredicate(), "NOT_AN_ACCOUNT_NUMBER", "accountNumber is " + form + ".");
        fields.oneOf("accountType", ACCOUNT_TYPES);
    }

    private static void international(Fields fields, AccountType type) {
        if (type == AccountType.SWIFT) {
            bankAccount(fields, ACCOUNT_NUMBER, "digits and letters, at most 34");
            fields.check(
                    "swiftCode", BIC.asMatchPredicate(), "NOT_A_BIC", "swiftCode is 8 or 11 characters (ISO 9362).");
        } else {
            bankAccount(fields, US_ACCOUNT_NUMBER, "digits and letters, at most 17");
            fields.check(
                    "routingNumber",
                    BankNumbers::isRoutingNumber,
                    "NOT_A_ROUTING_NUMBER",
                    "routingNumber is 9 digits, the last of which checks the others (ABA).");
        }
        if (type != AccountType.ACH) {
            fields.address("bankAddress");
        }
    }
}
