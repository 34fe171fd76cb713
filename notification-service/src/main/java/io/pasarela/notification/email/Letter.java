package io.pasarela.notification.email;

import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.notification.message.Message;
import io.pasarela.notification.message.Messages;
import java.util.Locale;

/**
 * What stands in an e-mail, as text and as simple HTML with the same words. Pure. All of it comes from our own templates and amounts; nothing that
 * a client, a user or a provider wrote gets into it.
 */
record Letter(String subject, String text, String html) {

    /** What happened to a ramp, and how to hear no more of it. */
    static Letter of(RampSnapshot ramp, Locale language, String unsubscribe) {
        Message message = Messages.of(ramp, language);
        String why = EmailTexts.text("unsubscribe.why", language);
        String link = EmailTexts.text("unsubscribe.link", language);
        return new Letter(
                oneLine(message.title()),
                "%s\n\n%s\n\n-- \n%s\n%s %s\n".formatted(message.body(), message.next(), why, link, unsubscribe),
                page(
                        language,
                        message.title(),
                        "<p>%s</p><p>%s</p>".formatted(escaped(message.body()), escaped(message.next())),
                        "%s <a href=\"%s\">%s</a>".formatted(escaped(why), escaped(unsubscribe), escaped(link))));
    }

    /** The code that shows whose an address is. */
    static Letter confirmation(String code, Locale language) {
        String subject = EmailTexts.text("confirm.subject", language, code);
        String body = EmailTexts.text("confirm.body", language);
        String ignore = EmailTexts.text("confirm.ignore", language);
        return new Letter(
                oneLine(subject),
                "%s\n\n%s\n\n%s\n".formatted(body, code, ignore),
                page(
                        language,
                        subject,
                        "<p>%s</p><p style=\"font-size:1.5em\">%s</p>".formatted(escaped(body), escaped(code)),
                        escaped(ignore)));
    }

    static String page(Locale language, String title, String body, String foot) {
        return """
               <!doctype html><html lang="%s"><head><meta charset="utf-8">\
               <meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title></head>\
               <body style="font-family:sans-serif;max-width:36em;margin:2em auto;padding:0 1em"><h1 style="font-size:1.3em">%s</h1>%s\
               <hr><p style="font-size:.85em;color:#555">%s</p></body></html>
               """.formatted(language.getLanguage(), escaped(title), escaped(title), body, foot);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A line end in a header would begin another one. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
