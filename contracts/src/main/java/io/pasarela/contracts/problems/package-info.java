/** Errors as part of the product: RFC 9457 problem documents with a stable code, what to do next, and every bad field. */
@NullMarked
package io.pasarela.contracts.problems;

import org.jspecify.annotations.NullMarked;
