package io.pasarela.ramp.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.validator.routines.checkdigit.ABANumberCheckDigit;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.apache.commons.validator.routines.checkdigit.ModulusTenCheckDigit;

/** Numbers of bank accounts and cards, as banks print them: digits only. */
public final class BankNumbers {

    private static final Pattern CLABE = Pattern.compile("[0-9]{18}");
    private static final Pattern CARD = Pattern.compile("[0-9]{16}");

    /** Federal Reserve districts, thrifts, electronic and traveller's cheques: the only first digits that the ABA gives out. */
    private static final Pattern ROUTING = Pattern.compile("(0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)[0-9]{7}");

    /** Weights 3, 7, 1 over 17 digits (Banco de México, circular 3/2012); 17 digits end on weight 7. */
    private static final ModulusTenCheckDigit CLABE_CHECK = new ModulusTenCheckDigit(new int[] {3, 7, 1}, false, false);

    private static final Set<String> CLABE_BANKS = banks();

    private BankNumbers() {}

    /** 18 digits, the last of which checks the others. */
    public static boolean isClabe(String text) {
        return CLABE.matcher(text).matches() && CLABE_CHECK.isValid(text);
    }

    /** The bank in a CLABE: its first three digits. */
    public static String bankOfClabe(String clabe) {
        return clabe.substring(0, 3);
    }

    /** Whether a participant of SPEI has, or had, this three-digit code (Banco de México's catalogue, see {@code clabe-banks.txt}). */
    public static boolean isBankOfClabe(String code) {
        return CLABE_BANKS.contains(code);
    }

    /** The 16 digits of a debit card, the last of which checks the others (ISO/IEC 7812-1, Luhn). */
    public static boolean isCard(String text) {
        return CARD.matcher(text).matches() && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(text);
    }

    /** Nine digits that the American Bankers Association could have given out, the last of which checks the others. */
    public static boolean isRoutingNumber(String text) {
        return ROUTING.matcher(text).matches() && ABANumberCheckDigit.ABAN_CHECK_DIGIT.isValid(text);
    }

    private static Set<String> banks() {
        try (InputStream file = Objects.requireNonNull(BankNumbers.class.getResourceAsStream("clabe-banks.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.substring(0, 3))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException("the list of banks is part of this jar", e);
        }
    }
}
