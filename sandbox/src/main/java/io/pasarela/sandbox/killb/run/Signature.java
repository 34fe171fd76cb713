package io.pasarela.sandbox.killb.run;

/**
 * The two webhook signatures that KillB publishes; its material does not say which one production sends.
 */
public enum Signature {
    /** HMAC-SHA256 of the raw body with the secret as key, lower-case hex (security guide). */
    A,
    /** SHA-256 of the body, an underscore and the secret, lower-case hex (the vendor's SDK). */
    B
}
