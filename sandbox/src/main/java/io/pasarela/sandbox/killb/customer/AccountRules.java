package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which {@code data} each type of account needs (KillB's CreateAccountDto). COELSA and CUSTODIAL cannot be created. */
final class AccountRules {
    /** Types that can be created, with their country; empty for any country. */
    private static final Map<String, String> COUNTRY_OF_TYPE = Map.ofEntries(
            Map.entry("PSE", "CO"),
            Map.entry("BREB", "CO"),
            Map.entry("TRANSFIYA", "CO"),
            Map.entry("SPEI", "MX"),
            Map.entry("ACH", "US"),
            Map.entry("WIRE", "US"),
            Map.entry("SWIFT", ""),
            Map.entry("WALLET", ""),
            Map.entry("PIX", "BR"),
            Map.entry("CCI", ""),
            Map.entry("SINPE", "CR"),
            Map.entry("SPI", "UY"),
            Map.entry("SPI_PY", "PY"),
            Map.entry("SPI_DO", "DO"),
            Map.entry("ACH_HN", "HN"),
            Map.entry("ACH_SV", "SV"),
            Map.entry("ACH_NI", "NI"),
            Map.entry("ACH_GT", "GT"),
            Map.entry("ACH_PA", "PA"),
            Map.entry("ACH_BO", "BO"));

    static final List<String> TYPES = COUNTRY_OF_TYPE.keySet().stream().sorted().toList();

    private static final List<String> KINDS = List.of("savings", "checking");
    private static final Map<String, Pattern> CLABE_BY_KIND = Map.of(
            "CLABE", Pattern.compile("\\d{18}"),
            "DEBIT_CARD", Pattern.compile("\\d{16}"),
            "PHONE_NUMBER", Pattern.compile("\\d{10}"));
    private static final Pattern EVM = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final Map<String, Pattern> ADDRESS_ON_NETWORK = Map.of(
            "POLYGON",
            EVM,
            "BSC",
            EVM,
            "SOLANA",
            Pattern.compile("[1-9A-HJ-NP-Za-km-z]{32,44}"),
            "TRON",
            Pattern.compile("T[1-9A-HJ-NP-Za-km-z]{33}"));

    private AccountRules() {}

    static void account(Fields data, String type) {
        if (!TYPES.contains(type)) {
            return;
        }
        PartyRules.holder(data);
        country(data, type);
        switch (type) {
            case "PSE", "ACH_PA", "ACH_BO" -> bankAccount(data);
            case "ACH_HN", "ACH_SV", "ACH_NI", "ACH_GT" -> {
                data.text("bankName");
                bankAccount(data);
            }
            case "SPI", "SPI_PY" -> {
                data.matching("accountNumber", Pattern.compile("\\d{2,14}"), "must be 2 to 14 digits");
                data.text("bankCode");
                data.oneOf("type", KINDS);
            }
            case "SINPE" -> {
                data.matching("accountNumber", Pattern.compile("CR\\d{20}"), "must be CR and 20 digits");
                data.text("bankCode");
                data.oneOf("type", KINDS);
            }
            case "SPI_DO" -> dominican(data);
            case "SPEI" -> clabe(data);
            case "ACH", "WIRE", "SWIFT" -> international(data, type);
            case "BREB" -> {
                data.oneOf("aliasType", List.of("NATIONAL_ID", "PHONE", "EMAIL", "ALPHANUMERIC", "BUSINESS_ID"));
                data.text("alias");
            }
            case "TRANSFIYA" -> {
                data.text("account");
                data.oneOf("type", List.of("PHONE_NUMBER", "WALLET"));
            }
            case "PIX" -> {
                data.oneOf("pixKeyType", List.of("CPF", "CNPJ", "EMAIL", "PHONE", "RANDOM"));
                data.text("pixKey");
            }
            case "CCI" -> data.matching("cci", Pattern.compile("\\d{20}"), "must be 20 digits");
            default -> wallet(data);
        }
    }

    private static void country(Fields data, String type) {
        String country = COUNTRY_OF_TYPE.getOrDefault(type, "");
        if (!country.isEmpty()) {
            data.oneOf("countryCode", List.of(country));
        } else if (!type.equals("WALLET") || data.has("countryCode")) {
            PartyRules.country(data, "countryCode");
        }
    }

    private static void bankAccount(Fields data) {
        data.text("accountNumber");
        data.text("bankCode");
        data.oneOf("type", KINDS);
    }

    private static void clabe(Fields data) {
        String kind = data.has("clabeType") ? data.oneOf("clabeType", CLABE_BY_KIND.keySet()) : "CLABE";
        Pattern digits = CLABE_BY_KIND.getOrDefault(kind, Pattern.compile("\\d+"));
        data.matching("clabe", digits, "must be the digits of a " + kind + ": 18, card 16, phone 10");
        if (!kind.equals("CLABE")) {
            data.text("bankCode");
        }
    }

    private static void international(Fields data, String type) {
        data.text("accountNumber");
        data.text("bankName");
        if (type.equals("SWIFT")) {
            data.matching("swiftCode", Pattern.compile("[A-Z0-9]{8,11}"), "must be 8 to 11 characters");
        } else {
            data.matching("routingNumber", Pattern.compile("\\d{9}"), "must be 9 digits");
        }
        if (type.equals("ACH")) {
            data.oneOf("type", KINDS);
        } else {
            PartyRules.address(data.in("bankAddress"));
        }
    }

    private static void dominican(Fields data) {
        switch (data.oneOf("identifierType", List.of("ACCOUNT", "DOCUMENT", "PHONE", "ALIAS"))) {
            case "ACCOUNT" -> {
                data.text("bankCode");
                data.text("accountNumber");
            }
            case "ALIAS" -> data.text("alias");
            default -> {
                // Document and phone are fields of every holder.
            }
        }
    }

    private static void wallet(Fields data) {
        data.oneOf("currency", List.of("USDC", "USDT", "BTC"));
        data.oneOf("network", ADDRESS_ON_NETWORK.keySet());
        data.text("address");
    }

    /**
     * @throws io.pasarela.sandbox.killb.wire.ApiError ACCOUNT.0002 or ACCOUNT.0003
     */
    static void checkWithTheWorld(String type, ObjectNode data) {
        String country = data.path("countryCode").asText();
        String code = data.path("bankCode").asText();
        if (!code.isEmpty() && Banks.knows(country) && !Banks.knows(country, code)) {
            throw ErrorCode.BANK_CODE_INVALID.with("bankCode", code);
        }
        Pattern address = ADDRESS_ON_NETWORK.get(data.path("network").asText());
        String given = data.path("address").asText();
        if (type.equals("WALLET") && address != null && !address.matcher(given).matches()) {
            throw ErrorCode.WALLET_ADDRESS_INVALID.with("address", given);
        }
    }
}
