package io.pasarela.service;

/** Where a database is, whichever way its URL is written. */
public final class DatabaseUrl {

    private DatabaseUrl() {}

    /** Host, port and name, without how it is gone there and by whom: the same for a JDBC URL and a reactive one that lead to one database. */
    public static String place(String url) {
        return url.replaceFirst("^(jdbc|vertx-reactive):", "")
                .replaceFirst("^postgres(ql)?:", "")
                .replaceFirst("\\?.*", "")
                .replaceFirst("//[^/]*@", "//")
                .replaceFirst("(//[^/:]+)(/|$)", "$1:5432$2");
    }
}
