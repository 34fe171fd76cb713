/**
 * Who is there: the customer with its tokens and pre-funded balances, its users, their accounts, and the banks. Bodies are checked
 * field by field as KillB's schema demands; every change of a user or an account goes out as a webhook.
 */
@NullMarked
package io.pasarela.sandbox.killb.customer;

import org.jspecify.annotations.NullMarked;
