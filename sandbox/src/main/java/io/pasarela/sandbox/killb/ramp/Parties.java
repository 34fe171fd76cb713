package io.pasarela.sandbox.killb.ramp;

import io.pasarela.sandbox.killb.customer.Accounts;
import io.pasarela.sandbox.killb.customer.Customer;
import io.pasarela.sandbox.killb.customer.Users;

/** Who takes part in a ramp: who ordered it, for whom, and where the money goes. */
public record Parties(Customer customer, Users users, Accounts accounts) {}
