package io.pasarela.system.support;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What ramp-service has stored, read past it. */
public final class RampRows {

    private final RunningSystem system;

    public RampRows(RunningSystem system) {
        this.system = system;
    }

    /** The first column of what a query finds. @param parameters texts, for its question marks */
    public List<String> column(String sql, String... parameters) {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("ramp"), "ramp", "ramp");
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** How far the creation of the ramp is; empty while there is none. */
    public List<String> submission(String externalId) {
        return column("select submission from ramps where external_id = ?", externalId);
    }

    /** Our id of the ramp, which is its key at the provider. */
    public String id(String externalId) {
        return column("select id::text from ramps where external_id = ?", externalId)
                .getFirst();
    }
}
