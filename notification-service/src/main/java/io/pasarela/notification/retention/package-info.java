/**
 * What is forgotten, and when: {@link io.pasarela.notification.retention.Retention} deletes old notices a few at a time, and notes for each user up
 * to where, so that a stream that comes back from before knows that it has missed something.
 */
@NullMarked
package io.pasarela.notification.retention;

import org.jspecify.annotations.NullMarked;
