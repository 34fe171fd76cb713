package io.pasarela.sandbox.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks once whether a process does its work; called again until it says yes or patience ends. Must not block for long. */
@FunctionalInterface
public interface Probe {
    int PATIENCE_MILLIS = 2_000;

    /** An {@link IOException} means "not yet", like {@code false}. */
    boolean isReady() throws IOException;

    /** Something accepts connections on this port of the loopback address. */
    static Probe port(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
                return true;
            }
        };
    }

    /** The address answers 200. */
    static Probe http(URI address) {
        return () -> {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        };
    }
}
