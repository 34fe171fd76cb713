/**
 * What has to be right before real money moves, looked at one by one. In: the settings of the four services, and addresses of what runs. Out: a row per check, with
 * what to do where it failed. A check looks and changes nothing; only {@code --try} sends something, a webhook about nothing and an alert. No secret is shown.
 */
@NullMarked
package io.pasarela.operations.doctor;

import org.jspecify.annotations.NullMarked;
