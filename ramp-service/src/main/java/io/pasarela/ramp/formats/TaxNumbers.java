package io.pasarela.ramp.formats;

import br.com.caelum.stella.validation.CNPJValidator;
import br.com.caelum.stella.validation.CPFValidator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that tax and population registers give to people and companies, without dots, dashes or blanks. */
public final class TaxNumbers {

    private static final Pattern CPF = Pattern.compile("[0-9]{11}");
    private static final Pattern CNPJ = Pattern.compile("[0-9A-Z]{12}[0-9]{2}");
    private static final Pattern NIT = Pattern.compile("[1-9][0-9]{5,14}");
    private static final Pattern RFC = Pattern.compile("([A-ZÑ&]{3,4})([0-9]{6})[A-Z0-9]{2}[0-9A]");
    private static final Pattern CURP = Pattern.compile(
            "[A-Z][AEIOUX][A-Z]{2}([0-9]{6})[HMX](%s)[B-DF-HJ-NP-TV-ZÑX]{3}([0-9A-Z])[0-9]"
                    .formatted(
                            "AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE"));

    /** DIAN, Orden administrativa 4 of 1989: from the right, one per digit before the check digit. */
    private static final int[] NIT_WEIGHTS = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};

    /** Values of the characters of a CURP in its check digit (Instructivo normativo of the Secretaría de Gobernación, 2021). */
    private static final String CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

    private TaxNumbers() {}

    /** Brazil's CPF: 11 digits, the last two of which check the others. Eleven equal digits belong to nobody. */
    public static boolean isCpf(String text) {
        return CPF.matcher(text).matches()
                && new CPFValidator(false).invalidMessagesFor(text).isEmpty();
    }

    /** Brazil's CNPJ: 12 digits or capital letters and two check digits (letters since July 2026: Receita Federal, IN RFB 2.229/2024). */
    public static boolean isCnpj(String text) {
        boolean allEqual = text.chars().distinct().count() == 1;
        return !allEqual
                && CNPJ.matcher(text).matches()
                && new CNPJValidator(false).invalidMessagesFor(text).isEmpty();
    }

    /** Colombia's NIT: up to 14 digits and the check digit of the DIAN. */
    public static boolean isNit(String text) {
        if (!NIT.matcher(text).matches()) {
            return false;
        }
        int sum = 0;
        for (int fromRight = 0; fromRight < text.length() - 1; fromRight++) {
            sum += (text.charAt(text.length() - 2 - fromRight) - '0') * NIT_WEIGHTS[fromRight];
        }
        int rest = sum % 11;
        return text.charAt(text.length() - 1) - '0' == (rest > 1 ? 11 - rest : rest);
    }

    /** Mexico's RFC of a person: four letters, a birth date, three characters (SAT). Some real ones fail its check digit, so that is not asked. */
    public static boolean isRfcOfPerson(String text) {
        return text.length() == 13 && isRfc(text);
    }

    /** Mexico's RFC of a company: three letters, the date of its foundation, three characters (SAT). */
    public static boolean isRfcOfCompany(String text) {
        return text.length() == 12 && isRfc(text);
    }

    private static boolean isRfc(String text) {
        Matcher rfc = RFC.matcher(text);
        return rfc.matches() && isDate(rfc.group(2));
    }

    /** Mexico's CURP: 18 characters with a birth date and a state, the last of which checks the others (RENAPO). */
    public static boolean isCurp(String text) {
        Matcher curp = CURP.matcher(text);
        if (!curp.matches() || !isDate(curp.group(1))) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CURP_ALPHABET.indexOf(text.charAt(i)) * (18 - i);
        }
        return text.charAt(17) - '0' == (10 - sum % 10) % 10;
    }

    // Two digits do not tell the century; a leap day in either of them is a day.
    private static boolean isDate(String yymmdd) {
        int year = Integer.parseInt(yymmdd.substring(0, 2));
        int month = Integer.parseInt(yymmdd.substring(2, 4));
        int day = Integer.parseInt(yymmdd.substring(4, 6));
        return isDate(1900 + year, month, day) || isDate(2000 + year, month, day);
    }

    private static boolean isDate(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
