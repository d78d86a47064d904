package io.podward.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Two connections made one: what comes in on one side goes out on the other. */
record Splice(Socket one, Socket other) {
    private static final int CONNECT_MILLIS = 1000;

    /** Joins a connection to a new one, to a port of this machine. */
    static Splice to(int port, Socket client) throws IOException {
        var server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            return new Splice(client, server);
        } catch (IOException e) {
            close(server);
            throw e;
        }
    }

    /** Carries everything until both sides have said all, or one of them breaks off. */
    void carry() {
        var back = Thread.ofVirtual().start(() -> pump(other, one));
        pump(one, other);
        try {
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        breakOff();
    }

    /** Ends both. */
    void breakOff() {
        close(one);
        close(other);
    }

    /** The end of one direction is passed on as such: the other one may have something to say still. */
    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            breakOff();
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more, one way or the other.
        }
    }
}
