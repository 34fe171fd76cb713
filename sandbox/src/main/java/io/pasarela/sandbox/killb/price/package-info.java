/**
 * What money costs. In come a pair, an amount and the side it is meant for; out comes a quotation whose two amounts are exact: the
 * receiver's rounded down, the payer's rounded up. Mid prices are a function of the seed and the number of the tick, the fee of the
 * pair is inside the rate, as KillB tells no fee in a quotation.
 */
@NullMarked
package io.pasarela.sandbox.killb.price;

import org.jspecify.annotations.NullMarked;
