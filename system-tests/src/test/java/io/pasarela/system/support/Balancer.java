package io.pasarela.system.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Any balancer without a memory: each connection goes to the first replica that takes it. */
public final class Balancer implements AutoCloseable {

    private final List<Integer> ports;
    private final ServerSocket door;

    public Balancer(Integer... ports) {
        this.ports = List.of(ports);
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed, which ends the loop.
            }
        }
    }

    private void serve(Socket client) {
        for (int port : ports) {
            Socket replica;
            try {
                replica = new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException _) {
                continue;
            }
            Thread.ofVirtual().start(() -> pass(client, replica));
            pass(replica, client);
            return;
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side is gone, and now both are.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
