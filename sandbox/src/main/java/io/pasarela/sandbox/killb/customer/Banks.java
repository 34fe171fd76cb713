package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Banks by country. KillB's real lists are not documented; these are well-known banks with codes of the usual form. */
public final class Banks {
    private static final List<Bank> ALL = """
            MX 002 BANAMEX|MX 012 BBVA MEXICO|MX 014 SANTANDER|MX 021 HSBC|MX 030 BAJIO|MX 036 INBURSA|MX 044 SCOTIABANK
            MX 058 BANREGIO|MX 062 AFIRME|MX 072 BANORTE|MX 127 AZTECA|MX 137 BANCOPPEL|MX 638 NU MEXICO|MX 646 STP
            MX 722 MERCADO PAGO
            CO 001 BANCO DE BOGOTA|CO 002 BANCO POPULAR|CO 006 ITAU|CO 007 BANCOLOMBIA|CO 009 CITIBANK|CO 012 GNB SUDAMERIS
            CO 013 BBVA COLOMBIA|CO 019 COLPATRIA|CO 023 BANCO DE OCCIDENTE|CO 032 BANCO CAJA SOCIAL|CO 040 BANCO AGRARIO
            CO 051 DAVIVIENDA|CO 052 AV VILLAS|CO 062 FALABELLA|CO 507 NEQUI|CO 551 DAVIPLATA|CO 809 NU COLOMBIA
            CR 151 BANCO NACIONAL DE COSTA RICA|CR 152 BANCO DE COSTA RICA|CR 102 BAC SAN JOSE
            UY 001 BROU|UY 113 ITAU URUGUAY|UY 137 SANTANDER URUGUAY
            PY 017 ITAU PARAGUAY|PY 020 BANCO CONTINENTAL
            DO 001 BANRESERVAS|DO 004 BANCO POPULAR DOMINICANO
            PA 026 BANISTMO|PA 071 BANCO GENERAL
            """.lines()
            .flatMap(line -> List.of(line.split("\\|", -1)).stream())
            .map(text -> text.split(" ", 3))
            .map(words -> new Bank(words[0], words[1], words[2]))
            .toList();

    private final Map<Bank, String> ids;
    private final Instant createdAt;

    private record Bank(String country, String code, String name) {}

    public Banks(Run run) {
        this.createdAt = run.now();
        this.ids = ALL.stream().collect(Collectors.toUnmodifiableMap(bank -> bank, _ -> run.newId("bank")));
    }

    public void routes(Api api) {
        api.on("GET /banks", 200, this::list);
    }

    static boolean knows(String country) {
        return ALL.stream().anyMatch(bank -> bank.country().equals(country));
    }

    static boolean knows(String country, String code) {
        return ALL.stream()
                .anyMatch(bank -> bank.country().equals(country) && bank.code().equals(code));
    }

    private ArrayNode list(Call call) {
        String country = call.query("countryCode");
        if (country == null) {
            throw ErrorCode.INVALID_INPUT.with("countryCode", "").saying("countryCode should not be empty");
        }
        return Json.array(ALL.stream()
                .filter(bank -> bank.country().equals(country))
                .map(this::toJson)
                .toList());
    }

    private ObjectNode toJson(Bank bank) {
        ObjectNode json = Json.object()
                .put("id", ids.get(bank))
                .put("code", bank.code())
                .put("companyName", bank.name())
                .put("tradeName", bank.name())
                .put("countryCode", bank.country());
        json.putArray("accountTypes").add("savings").add("checking");
        return json.put("createdAt", Json.time(createdAt)).put("updatedAt", Json.time(createdAt));
    }
}
