package io.pasarela.system.support;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** The sandbox's console as somebody uses it. Elements are named by CSS selectors. */
public final class ConsolePage {

    private final Chromium browser;

    public ConsolePage(Chromium browser) {
        this.browser = browser;
    }

    public void open(URI door) {
        browser.open(door.resolve("/"));
    }

    /** @param view as in {@code provider} */
    public void go(String view) {
        browser.evaluate("location.hash = '#/" + view + "'");
        eventually(() -> assertThat(browser.evaluate("!document.querySelector('[data-view=" + view + "]').hidden")
                        .asBoolean())
                .isTrue());
    }

    public void click(String element) {
        eventually(() -> assertThat(browser.text(
                        "(e => !e ? 'missing' : e.disabled ? 'disabled' : 'there')(" + found(element) + ")"))
                .as(element)
                .isEqualTo("there"));
        browser.evaluate(found(element) + ".click()");
    }

    /** Types into a field, or selects, as a person does: those who listen are told. */
    public void set(String field, String value) {
        browser.evaluate("""
                (field => {
                  field.value = %s;
                  for (const told of ['input', 'change']) field.dispatchEvent(new Event(told, { bubbles: true }));
                })(%s)
                """.formatted(quoted(value), found(field)));
    }

    /** What is read in an element, with plain blanks; nothing when it is not shown. */
    public String read(String element) {
        return browser.text("(e => e && e.checkVisibility() ? e.innerText : '')(" + found(element) + ")")
                .replace('\u00a0', ' ');
    }

    public String attribute(String element, String name) {
        return browser.text(found(element) + "?.getAttribute('" + name + "') ?? ''");
    }

    /** That attribute of every such element, in order. */
    public List<String> attributes(String elements, String name) {
        var values = browser.evaluate(
                "[...document.querySelectorAll(" + quoted(elements) + ")].map(e => e.getAttribute('" + name + "'))");
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> value.asText())
                .toList();
    }

    private static String found(String element) {
        return "document.querySelector(" + quoted(element) + ")";
    }

    private static String quoted(String text) {
        return Gateway.JSON.getNodeFactory().textNode(text).toString();
    }
}
