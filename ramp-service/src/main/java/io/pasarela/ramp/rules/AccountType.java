package io.pasarela.ramp.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of accounts that a user can be paid out to, with their country and the fields that each must have (KillB's CreateAccountDto). */
public enum AccountType {
    WALLET(null, "currency", "network", "address"),
    SPEI("MX", "clabe"),
    PSE("CO", "accountNumber", "bankCode", "accountType"),
    BREB("CO", "aliasType", "alias"),
    TRANSFIYA("CO", "account", "accountType"),
    PIX("BR", "pixKeyType", "pixKey"),
    ACH("US", "bankName", "routingNumber", "accountNumber", "accountType"),
    WIRE("US", "bankName", "routingNumber", "accountNumber"),
    SWIFT(null, "bankName", "swiftCode", "accountNumber", "countryCode"),
    CCI("PE", "cci"),
    SINPE("CR", "accountNumber", "bankCode", "accountType"),
    SPI("UY", "accountNumber", "bankCode", "accountType"),
    SPI_PY("PY", "accountNumber", "bankCode", "accountType"),
    ACH_HN("HN", "bankName", "accountNumber", "bankCode", "accountType"),
    ACH_SV("SV", "bankName", "accountNumber", "bankCode", "accountType"),
    ACH_NI("NI", "bankName", "accountNumber", "bankCode", "accountType"),
    ACH_GT("GT", "bankName", "accountNumber", "bankCode", "accountType"),
    ACH_PA("PA", "accountNumber", "bankCode", "accountType"),
    ACH_BO("BO", "accountNumber", "bankCode", "accountType");

    private final @Nullable String country;
    private final List<String> fields;

    AccountType(@Nullable String country, String... fields) {
        this.country = country;
        this.fields = List.of(fields);
    }

    public static Optional<AccountType> find(@Nullable String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Where accounts of this kind are; absent for those that may be anywhere. */
    public Optional<String> country() {
        return Optional.ofNullable(country);
    }

    /** What such an account must state, at the least. */
    List<String> fields() {
        return fields;
    }
}
