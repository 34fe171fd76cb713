package io.pasarela.bench.measure;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads from outside what a JVM uses: CPU time as the system counts it (user and kernel, in steps of 10 ms on Linux), and
 * the bytes that all its threads have allocated, which it tells over its own management interface. The JVM needs no flag and no
 * agent of ours, so every server can be measured as it is.
 */
public final class JvmGauge implements Gauge, AutoCloseable {
    private final long pid;
    private final JMXConnector connector;

    private JvmGauge(long pid, JMXConnector connector) {
        this.pid = pid;
        this.connector = connector;
    }

    /** @throws IllegalStateException for a process that is no JVM, or another user's */
    @SuppressWarnings("BanJNDI") // the address comes from the JVM itself, one of our own on this machine
    public static JvmGauge attach(long pid) {
        try {
            var jvm = VirtualMachine.attach(String.valueOf(pid));
            try {
                var address = new JMXServiceURL(jvm.startLocalManagementAgent());
                return new JvmGauge(pid, JMXConnectorFactory.connect(address));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new IllegalStateException("the JVM with pid %d cannot be watched".formatted(pid), e);
        }
    }

    @Override
    public Usage read() {
        return new Usage(Usage.cpuOf(pid), number("Threading", "TotalThreadAllocatedBytes"));
    }

    @Override
    public Duration compiled() {
        return Duration.ofMillis(number("Compilation", "TotalCompilationTime"));
    }

    private long number(String of, String name) {
        try {
            var bean = new ObjectName("java.lang:type=" + of);
            return (Long) connector.getMBeanServerConnection().getAttribute(bean, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes of the heap that are in use after a full collection, which this asks for. */
    public long liveHeapBytes() {
        try {
            var memory = new ObjectName("java.lang:type=Memory");
            var server = connector.getMBeanServerConnection();
            server.invoke(memory, "gc", new Object[0], new String[0]);
            return (Long) ((CompositeData) server.getAttribute(memory, "HeapMemoryUsage")).get("used");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException _) {
            // The server has ended already.
        }
    }
}
