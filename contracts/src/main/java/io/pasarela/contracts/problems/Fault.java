package io.pasarela.contracts.problems;

/**
 * One bad field of a request.
 *
 * @param field where it is, as a dotted path into the JSON body or the name of a parameter
 * @param code a stable upper-case word for what is wrong, e.g. {@code REQUIRED}
 * @param message what is wrong and what is allowed, in English, for the developer
 */
public record Fault(String field, String code, String message) {}
