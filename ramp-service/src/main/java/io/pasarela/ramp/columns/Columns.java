package io.pasarela.ramp.columns;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an entity's table, for statements that are worth doing without a Hibernate session. They follow from the fields, under the names that
 * Hibernate gives them, so the entity stays the one model: a field that it is given is read and written here too.
 */
public final class Columns<T> {

    private record Column(String name, Field field) {}

    private final Constructor<T> constructor;
    private final List<Column> columns;

    private Columns(Constructor<T> constructor, List<Column> columns) {
        this.constructor = constructor;
        this.columns = columns;
    }

    /** All of them. @throws IllegalArgumentException for a class that is no entity, or one with a field of a type that is not known here */
    public static <T> Columns<T> of(Class<T> entity) {
        List<Column> columns = Arrays.stream(entity.getDeclaredFields())
                .filter(Columns::isStored)
                .map(field -> new Column(column(field.getName()), opened(field)))
                .toList();
        try {
            Constructor<T> constructor = entity.getDeclaredConstructor();
            constructor.setAccessible(true);
            return new Columns<>(constructor, columns);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(entity + " cannot be made without values", e);
        }
    }

    /** The others. @throws IllegalArgumentException when there is no such column */
    public Columns<T> without(Set<String> names) {
        if (!columns.stream().map(Column::name).collect(Collectors.toSet()).containsAll(names)) {
            throw new IllegalArgumentException("not all of these are columns: " + names);
        }
        return new Columns<>(
                constructor,
                columns.stream()
                        .filter(column -> !names.contains(column.name()))
                        .toList());
    }

    public int count() {
        return columns.size();
    }

    /** {@code a, b}. */
    public String names() {
        return joined(at -> columns.get(at).name());
    }

    /** {@code t.a, t.b}. */
    public String namesOf(String table) {
        return joined(at -> table + "." + columns.get(at).name());
    }

    /** {@code $3, $4}. @param first number of the first parameter */
    public String parameters(int first) {
        return joined(at -> "$" + (first + at));
    }

    /** {@code a = $3, b = $4}. @param first number of the first parameter */
    public String assignments(int first) {
        return joined(at -> columns.get(at).name() + " = $" + (first + at));
    }

    /** What the row holds from that place on, from 0, in the order of {@link #names()}. Fields that are not among the columns stay as they are made. */
    public T read(Row row, int first) {
        try {
            T entity = constructor.newInstance();
            for (int at = 0; at < columns.size(); at++) {
                Field field = columns.get(at).field();
                Object value = value(row, first + at, field.getType());
                if (value != null) {
                    field.set(entity, value);
                }
            }
            return entity;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an entity can always be made", e);
        }
    }

    /** Parameters in the order of {@link #names()}. */
    public List<@Nullable Object> values(T entity) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            try {
                values.add(parameter(column.field().get(entity)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("its fields are open", e);
            }
        }
        return values;
    }

    private String joined(Function<Integer, String> part) {
        return IntStream.range(0, columns.size()).boxed().map(part).collect(Collectors.joining(", "));
    }

    private static @Nullable Object parameter(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case byte[] bytes -> Buffer.buffer(bytes);
            case null, default -> value;
        };
    }

    private static @Nullable Object value(Row row, int at, Class<?> type) {
        if (type == String.class) {
            return row.getString(at);
        }
        if (type == Instant.class) {
            OffsetDateTime time = row.getOffsetDateTime(at);
            return time == null ? null : time.toInstant();
        }
        if (type.isEnum()) {
            String name = row.getString(at);
            return name == null ? null : constant(type, name);
        }
        if (type == UUID.class) {
            return row.getUUID(at);
        }
        if (type == BigDecimal.class) {
            return row.getBigDecimal(at);
        }
        if (type == byte[].class) {
            var bytes = row.getBuffer(at);
            return bytes == null ? null : bytes.getBytes();
        }
        if (type == int.class) {
            return row.getInteger(at);
        }
        return row.getLong(at);
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalStateException("%s is no %s".formatted(name, type.getSimpleName()));
    }

    // Hibernate gives entities fields of its own when they are built.
    private static boolean isStored(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.getName().startsWith("$$_hibernate");
    }

    private static Field opened(Field field) {
        Class<?> type = field.getType();
        boolean isKnown = type.isEnum()
                || Set.of(String.class, Instant.class, UUID.class, BigDecimal.class, byte[].class)
                        .contains(type)
                || Set.of(int.class, long.class, Long.class).contains(type);
        if (!isKnown) {
            throw new IllegalArgumentException("columns of type %s are not known: %s".formatted(type, field));
        }
        field.setAccessible(true);
        return field;
    }

    private static String column(String field) {
        return field.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
