/**
 * Money on its way. A quotation, a user and an account come in; a ramp goes step by step through KillB's statuses, by an automatic
 * payer, the documented faker endpoints or the control API, and every step goes out as a webhook. Which statuses follow each other
 * is not documented by KillB; this is the natural order of its lists.
 */
@NullMarked
package io.pasarela.sandbox.killb.ramp;

import org.jspecify.annotations.NullMarked;
