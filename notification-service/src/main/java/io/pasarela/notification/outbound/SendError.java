package io.pasarela.notification.outbound;

/** Why an attempt did not succeed. New ones may be added. */
public enum SendError {
    /** The host's name has no address. */
    UNKNOWN_HOST,
    /** The address is not one of the internet, or the port not an allowed one: nothing was sent. */
    FORBIDDEN_ADDRESS,
    CONNECTION_FAILED,
    /** The certificate is not good for the host, or there is none. */
    TLS_FAILED,
    /** No complete answer within the time. */
    TIMEOUT,
    /** A redirect, which is never followed. */
    REDIRECT,
    /** An answer that is no 2xx. */
    BAD_STATUS,
    /** 410: nobody is there any more. */
    GONE,
    /** The destination is disabled: nothing was sent. */
    DISABLED,
    /** A failure on our own side. */
    INTERNAL
}
