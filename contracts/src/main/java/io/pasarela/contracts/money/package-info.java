/** Exact amounts: which assets exist, how many decimals each has, and in whose favour a remainder is rounded. */
@NullMarked
package io.pasarela.contracts.money;

import org.jspecify.annotations.NullMarked;
