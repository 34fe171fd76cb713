package io.pasarela.sandbox.killb.run;

/** What a second creation with the same {@code externalId} gets. KillB promises no second resource but not the answer. */
public enum Duplicates {
    /** HTTP 409 in the documented error shape. */
    CONFLICT,
    /** HTTP 201 with the first resource as it is now. */
    FIRST_RESOURCE
}
