/**
 * What is looked at before a webhook is: where it really comes from, how much that address sends, whether a body arrives as it should. A
 * request goes in; its address, its leave and its raw body come out. Everything here is cheap, since anybody on the internet can ask for
 * it.
 */
@NullMarked
package io.pasarela.ingest.door;

import org.jspecify.annotations.NullMarked;
