/** How every benchmark is run: options in, servers up, progress shown, report out. */
@NullMarked
package io.pasarela.bench.run;

import org.jspecify.annotations.NullMarked;
