package io.pasarela.sandbox.killb;

import com.fasterxml.jackson.databind.JsonNode;

/** A user with a wallet and a bank account, and what it trades. */
record Trade(Bench bench, String userId, String walletId, String bankId) {
    static final String PERSON = """
            {"type":"PERSON","externalId":"%s","data":{"firstName":"%s","lastName":"Rojas","dateOfBirth":"1991-02-03",
             "email":"ana@example.com","phone":"+573001112233",
             "address":{"street1":"Cl 1","city":"Bogotá","state":"DC","zipCode":"110111","countryCode":"CO"},
             "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}}}""";
    private static final String HOLDER = """
            "firstName":"Ana","lastName":"Rojas","email":"ana@example.com","phone":"+573001112233",
            "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}""";

    static Trade prepare(Bench bench) throws Exception {
        String userId = id(bench.post("/users", PERSON.formatted("user-1", "Ana")));
        return new Trade(
                bench,
                userId,
                id(bench.post("/accounts", wallet(userId))),
                id(bench.post("/accounts", pse(userId, "007"))));
    }

    static String wallet(String userId) {
        return """
                {"type":"WALLET","userId":"%s","data":{%s,"currency":"USDC","network":"POLYGON",
                 "address":"0x52908400098527886E0F7030069857D2E4169EE7"}}""".formatted(userId, HOLDER);
    }

    static String pse(String userId, String bankCode) {
        return """
                {"type":"PSE","userId":"%s","data":{%s,"countryCode":"CO","accountNumber":"123456789","bankCode":"%s",
                 "type":"savings"}}""".formatted(userId, HOLDER, bankCode);
    }

    static String quotation(String from, String to, String amount, boolean amountIsReceived, String in, String out) {
        return """
                {"fromCurrency":"%s","toCurrency":"%s","amount":%s,"amountIsToCurrency":%s,
                 "cashInMethod":"%s","cashOutMethod":"%s","isFastPay":false}""".formatted(from, to, amount, amountIsReceived, in, out);
    }

    /** COP by PSE into USDC on Polygon. */
    String quoteOn(String amount) throws Exception {
        return id(bench.post("/quotations", quotation("COP", "USDC", amount, false, "PSE", "POLYGON")));
    }

    /** USDC into COP by PSE. */
    String quoteOff(String amount, String cashIn) throws Exception {
        return id(bench.post("/quotations", quotation("USDC", "COP", amount, false, cashIn, "PSE")));
    }

    String order(String quotationId, String accountId, String externalId) {
        return """
                {"quotationId":"%s","userId":"%s","accountId":"%s","externalId":"%s"}""".formatted(quotationId, userId, accountId, externalId);
    }

    Bench.Answer on(String externalId) throws Exception {
        return bench.post("/ramps", order(quoteOn("400000"), walletId, externalId));
    }

    Bench.Answer off(String externalId) throws Exception {
        return bench.post("/ramps", order(quoteOff("100", "POLYGON"), bankId, externalId));
    }

    String status(String rampId) throws Exception {
        return bench.get("/ramps/" + rampId).json().path("status").asText();
    }

    void awaitStatus(String rampId, String status) {
        Bench.eventually(() -> {
            try {
                return status(rampId).equals(status);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    static String id(Bench.Answer answer) throws Exception {
        JsonNode id = answer.json().path("id");
        if (!id.isTextual()) {
            throw new AssertionError(answer.text());
        }
        return id.textValue();
    }
}
