package io.pasarela.ramp.store;

import io.pasarela.gateway.Created;
import io.pasarela.gateway.Page;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A list of rows, newest first, paged by keyset: stable while rows are added, and as fast on the last page as on the first. */
final class Listing<T> {

    private final Class<T> type;
    private final StringBuilder where = new StringBuilder("where 1 = 1");
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    Listing(Class<T> type) {
        this.type = type;
    }

    /** Only rows whose field has this value; all of them when there is none. The field's name comes from code, never from a caller. */
    Listing<T> with(String field, @Nullable Object value) {
        if (value != null) {
            where.append(" and %s = :%s".formatted(field, field));
            parameters.put(field, value);
        }
        return this;
    }

    /** Only rows whose field has one of these values; all of them when there is none. */
    Listing<T> withOneOf(String field, Collection<?> values) {
        if (!values.isEmpty()) {
            where.append(" and %s in (:%s)".formatted(field, field));
            parameters.put(field, values);
        }
        return this;
    }

    Listing<T> created(Created created) {
        if (created.from() != null) {
            where.append(" and createdAt >= :createdFrom");
            parameters.put("createdFrom", created.from());
        }
        if (created.to() != null) {
            where.append(" and createdAt < :createdTo");
            parameters.put("createdTo", created.to());
        }
        return this;
    }

    Listing<T> withAny(String field) {
        where.append(" and %s is not null".formatted(field));
        return this;
    }

    /** At most one more than the limit, so that the caller sees whether there is a next page. */
    Uni<List<T>> read(Mutiny.Session session, Optional<Page.Cursor> after, int limit) {
        after.ifPresent(cursor -> {
            where.append(" and createdAt <= :lastTime and (createdAt < :lastTime or id < :lastId)");
            parameters.put("lastTime", cursor.createdAt());
            parameters.put("lastId", cursor.id());
        });
        String query = "from %s %s order by createdAt desc, id desc".formatted(type.getSimpleName(), where);
        var selection = session.createSelectionQuery(query, type).setMaxResults(limit + 1);
        parameters.forEach(selection::setParameter);
        return selection.getResultList();
    }
}
