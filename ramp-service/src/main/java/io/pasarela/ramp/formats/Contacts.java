package io.pasarela.ramp.formats;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;

/** How a person is reached. */
public final class Contacts {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final EmailValidator EMAILS = EmailValidator.getInstance();

    /** RFC 5321, section 4.5.3.1.3, leaves 254 characters for an address. */
    private static final int EMAIL_LENGTH_MAX = 254;

    /** A quoted or comment-bearing address is legal and refused by all that it would be given to. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\"()]+@[^@\\s\"()\\[\\]]+");

    private Contacts() {}

    /** An address such as {@code ana@example.com}, of a top-level domain that exists (RFC 5322 without quoting; IANA's list). */
    public static boolean isEmail(String text) {
        return text.length() <= EMAIL_LENGTH_MAX && EMAIL.matcher(text).matches() && EMAILS.isValid(text);
    }

    /** A number that some network could have given out, in E.164 with its {@code +} and nothing else (ITU-T E.164; libphonenumber's plans). */
    public static boolean isPhone(String text) {
        if (!text.startsWith("+")) {
            return false;
        }
        try {
            var number = PHONES.parse(text, null);
            return PHONES.isValidNumber(number)
                    && PHONES.format(number, PhoneNumberFormat.E164).equals(text);
        } catch (NumberParseException _) {
            return false;
        }
    }

    /** The digits of a phone number as its own country dials it, such as {@code 5512345678} in Mexico. */
    public static boolean isPhoneOf(String country, String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && isPhone("+" + PHONES.getCountryCodeForRegion(country) + digits);
    }
}
