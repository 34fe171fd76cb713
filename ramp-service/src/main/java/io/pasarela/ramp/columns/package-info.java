/**
 * From an entity to the columns of its table and back, without a Hibernate session. In: an entity class; out: the parts of statements for the plain
 * client of PostgreSQL ({@link io.pasarela.ramp.columns.Columns}). Apart because the store and the outbox both write with it.
 */
@NullMarked
package io.pasarela.ramp.columns;

import org.jspecify.annotations.NullMarked;
