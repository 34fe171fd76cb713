package io.pasarela.providers.webhook;

import io.pasarela.providers.webhook.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A text with parts in braces, filled from a webhook:
 *
 * <ul>
 *   <li>{@code {body}} the raw body; {@code {sorted-json}} the body as JSON with sorted keys (RFC 8785); {@code {crc32}} its CRC-32 in
 *       decimal
 *   <li>{@code {timestamp}} the signing time, as it was sent; {@code {secret}} the key's own bytes
 *   <li>{@code {header:name}} a request header; {@code {entry:name}} an entry of the signature's header; {@code {headers-of:name}} the
 *       values, joined by dots, of the headers that this entry lists, at most 32; the body is then a JSON object or array
 *   <li>{@code {json:/pointer}} a scalar of the body (RFC 6901, objects only)
 *   <li>{@code {parameter:name}} a value of the provider's own configuration
 * </ul>
 */
final class Template {

    /** A stranger's list of a thousand names must not make us hash a thousand values. */
    private static final int LISTED_HEADERS_MAX = 32;

    private static final Pattern PART = Pattern.compile("\\{([a-z0-9-]+)(?::([^{}]+))?}");

    /** What is asked for while a template is filled. */
    interface Source {
        byte[] body();

        byte[] secret();

        @Nullable
        String timestamp();

        @Nullable
        String header(String name);

        @Nullable
        String entry(String name);

        @Nullable
        String json(String pointer);

        byte @Nullable [] sortedJson();
    }

    /** One piece; {@code argument} is a literal's own text. */
    private record Part(Kind kind, String argument) {}

    enum Kind {
        LITERAL,
        BODY,
        SORTED_JSON,
        CRC32,
        TIMESTAMP,
        SECRET,
        HEADER,
        ENTRY,
        HEADERS_OF,
        JSON
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException when a part is unknown, lacks its argument, or names a parameter that is not set */
    static Template of(String text, Map<String, String> parameters) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int end = 0;
        while (matcher.find()) {
            literal(text.substring(end, matcher.start()), parts);
            parts.add(part(matcher.group(1), matcher.group(2), parameters));
            end = matcher.end();
        }
        literal(text.substring(end), parts);
        return new Template(parts);
    }

    private static void literal(String text, List<Part> parts) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("has a brace that belongs to no part: " + text);
        }
        if (!text.isEmpty()) {
            parts.add(new Part(Kind.LITERAL, text));
        }
    }

    private static Part part(String name, @Nullable String argument, Map<String, String> parameters) {
        return switch (name) {
            case "body" -> new Part(Kind.BODY, "");
            case "sorted-json" -> new Part(Kind.SORTED_JSON, "");
            case "crc32" -> new Part(Kind.CRC32, "");
            case "timestamp" -> new Part(Kind.TIMESTAMP, "");
            case "secret" -> new Part(Kind.SECRET, "");
            case "header" -> new Part(Kind.HEADER, named(name, argument));
            case "entry" -> new Part(Kind.ENTRY, named(name, argument));
            case "headers-of" -> new Part(Kind.HEADERS_OF, named(name, argument));
            case "json" -> new Part(Kind.JSON, JsonFields.pointer(named(name, argument)));
            case "parameter" -> {
                String value = parameters.get(named(name, argument));
                if (value == null || value.isEmpty()) {
                    throw new IllegalArgumentException("needs the parameter %s, which is not set".formatted(argument));
                }
                yield new Part(Kind.LITERAL, value);
            }
            default -> throw new IllegalArgumentException("has an unknown part: {%s}".formatted(name));
        };
    }

    private static String named(String part, @Nullable String argument) {
        if (argument == null) {
            throw new IllegalArgumentException("needs a name: {%s:…}".formatted(part));
        }
        return argument;
    }

    boolean hasSecret() {
        return parts.stream().anyMatch(part -> part.kind() == Kind.SECRET);
    }

    /** What the parts of this kind name. */
    List<String> arguments(Kind kind) {
        return parts.stream().filter(p -> p.kind() == kind).map(Part::argument).toList();
    }

    /**
     * The bytes, piece by piece; null when a header or entry is missing, or could shift: it holds the character that ends it, so that
     * a part of it might have been signed as its neighbour. A JSON value that is missing counts as empty.
     */
    @Nullable
    List<byte[]> signed(Source source) {
        List<byte[]> pieces = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            byte[] piece = piece(parts.get(i), source);
            if (piece == null && parts.get(i).kind() == Kind.JSON) {
                piece = new byte[0];
            }
            if (piece == null || mayShift(i, piece, source)) {
                return null;
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private boolean mayShift(int i, byte[] piece, Source source) {
        if (i + 1 == parts.size() || parts.get(i + 1).kind() != Kind.LITERAL) {
            return false;
        }
        char end = parts.get(i + 1).argument().charAt(0);
        return switch (parts.get(i).kind()) {
            case HEADER, ENTRY, TIMESTAMP -> new String(piece, StandardCharsets.UTF_8).indexOf(end) >= 0;
            case HEADERS_OF -> mayShift(piece, source.body());
            default -> false;
        };
    }

    // Values of listed headers may hold what ends them (an event type has dots), so it is the body's own first bracket
    // that tells where
    // they end: none of them has one, and the body begins with one.
    private static boolean mayShift(byte[] values, byte[] body) {
        return new String(values, StandardCharsets.UTF_8).chars().anyMatch(Template::isBracket)
                || body.length == 0
                || !isBracket(body[0]);
    }

    private static boolean isBracket(int c) {
        return c == '{' || c == '[';
    }

    /** The text; null when any part is missing. */
    @Nullable
    String text(Source source) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            byte[] piece = piece(part, source);
            if (piece == null || piece.length == 0) {
                return null;
            }
            text.append(new String(piece, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static byte @Nullable [] piece(Part part, Source source) {
        return switch (part.kind()) {
            case LITERAL -> bytes(part.argument());
            case BODY -> source.body();
            case SORTED_JSON -> source.sortedJson();
            case CRC32 -> bytes(crc32(source.body()));
            case TIMESTAMP -> bytes(source.timestamp());
            case SECRET -> source.secret();
            case HEADER -> bytes(source.header(part.argument()));
            case ENTRY -> bytes(source.entry(part.argument()));
            case HEADERS_OF -> bytes(headersOf(source, source.entry(part.argument())));
            case JSON -> bytes(source.json(part.argument()));
        };
    }

    private static @Nullable String headersOf(Source source, @Nullable String names) {
        if (names == null || names.isBlank()) {
            return null;
        }
        List<String> values = new ArrayList<>();
        String[] listed = names.strip().split("[ :;]+", -1);
        if (listed.length > LISTED_HEADERS_MAX) {
            return null;
        }
        for (String name : listed) {
            String value = source.header(name);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return String.join(".", values);
    }

    private static String crc32(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Long.toString(crc.getValue());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
