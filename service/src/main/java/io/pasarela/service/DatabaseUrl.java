package io.pasarela.service;

/** A database's URL, whichever way it is written: for JDBC, or for the reactive client, which takes several of them. */
public final class DatabaseUrl {

    private DatabaseUrl() {}

    /** The database's name. Where it is can differ between two ways to one database: a pooler in between, another name of the same host. */
    public static String name(String url) {
        String bare = url.replaceAll("\\?[^,]*", "");
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
