package io.pasarela.bench.load;

/** What is spoken on a connection. */
public enum Protocol {
    HTTP,
    /** RESP: only bulk strings are read, as {@code GET} answers them; told as status 200, a missing one as 404, an error as 500. */
    REDIS;

    AnswerReader reader() {
        return switch (this) {
            case HTTP -> new ResponseReader();
            case REDIS -> new BulkReader();
        };
    }
}
