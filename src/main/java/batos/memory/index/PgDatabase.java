package batos.memory.index;

import batos.memory.search.HalfVector;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL database with pgvector: one row a vector, with its text for full-text search. Rows
/// of several images, each in a space of its own, stand in one table for each dimension. May be
/// used from any thread.
public final class PgDatabase implements AutoCloseable {
    private static final int SECONDS = 2;
    private static final int BATCH = 500;

    /// Tells each opening and closing otherwise. Held here, since a logger that nobody holds is
    /// forgotten with its level.
    private static final Logger LOGGER = Logger.getLogger("com.zaxxer.hikari");

    private final HikariDataSource connections;
    private final String space;

    PgDatabase(Address address, String space) {
        this.space = space;
        LOGGER.setLevel(Level.OFF);
        var config = new HikariConfig();
        config.setJdbcUrl(address.url());
        if (!address.password().isEmpty()) {
            config.setPassword(address.password());
        }
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(SECONDS * 1_000L);
        config.setValidationTimeout(SECONDS * 1_000L);
        config.setInitializationFailTimeout(-1);
        config.setPoolName("memory");
        config.addDataSourceProperty("connectTimeout", SECONDS);
        config.addDataSourceProperty("ApplicationName", "batos");
        this.connections = new HikariDataSource(config);
    }

    /// @param url for JDBC
    /// @param password empty where the URL or a `.pgpass` file has it, or none is needed
    public record Address(String url, String password) {
        /// @param url with or without `jdbc:`
        public static Address of(String url, @Nullable String password) {
            return new Address(
                    url.startsWith("jdbc:") ? url : "jdbc:" + url,
                    password == null ? "" : password);
        }
    }

    /// A vector with the text that it is of.
    record Row(String id, HalfVector vector, String text) {}

    private static String table(int dimension) {
        return "batos_vectors_" + dimension;
    }

    /// Makes extension, table and indexes where they are missing.
    void prepare(int dimension) throws SQLException {
        var table = table(dimension);
        try (var connection = connections.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS %s (space text, id text, fingerprint int,
                      vector halfvec(%d), words tsvector, PRIMARY KEY (space, id))
                    """
                            .formatted(table, dimension));
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS %1$s_near ON %1$s USING hnsw (vector halfvec_ip_ops)"
                            .formatted(table));
            statement.execute(
                    "CREATE INDEX IF NOT EXISTS %1$s_words ON %1$s USING gin (words)"
                            .formatted(table));
        }
    }

    /// The hash codes of the vectors that are there, by id.
    Map<String, Integer> fingerprints(int dimension) throws SQLException {
        var known = new HashMap<String, Integer>();
        try (var connection = connections.getConnection();
                var query =
                        connection.prepareStatement(
                                "SELECT id, fingerprint FROM "
                                        + table(dimension)
                                        + " WHERE space = ?")) {
            query.setString(1, space);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return known;
    }

    /// Takes rows in and out, each in transactions of a few hundred.
    void apply(int dimension, List<Row> come, Collection<String> gone) throws SQLException {
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            put(connection, dimension, come);
            remove(connection, dimension, List.copyOf(gone));
            connection.commit();
        }
    }

    private void put(Connection connection, int dimension, List<Row> come) throws SQLException {
        var sql =
                """
                INSERT INTO %s (space, id, fingerprint, vector, words)
                VALUES (?, ?, ?, ?::halfvec, to_tsvector('english', ?))
                ON CONFLICT (space, id) DO UPDATE SET fingerprint = EXCLUDED.fingerprint,
                  vector = EXCLUDED.vector, words = EXCLUDED.words
                """
                        .formatted(table(dimension));
        try (var statement = connection.prepareStatement(sql)) {
            var count = 0;
            for (var row : come) {
                statement.setString(1, space);
                statement.setString(2, row.id());
                statement.setInt(3, row.vector().hashCode());
                statement.setString(4, literal(row.vector().floats()));
                statement.setString(5, row.text().replace('\0', ' '));
                statement.addBatch();
                if (++count % BATCH == 0) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
            statement.executeBatch();
        }
    }

    private void remove(Connection connection, int dimension, List<String> gone)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "DELETE FROM " + table(dimension) + " WHERE space = ? AND id = ANY (?)")) {
            for (int i = 0; i < gone.size(); i += BATCH) {
                var some = gone.subList(i, Math.min(i + BATCH, gone.size()));
                statement.setString(1, space);
                statement.setArray(2, connection.createArrayOf("text", some.toArray()));
                statement.executeUpdate();
            }
        }
    }

    /// The ids of the nearest vectors, then of those with the best words.
    List<String> near(float[] vector, String text, int count) throws SQLException {
        var table = table(vector.length);
        var found = new ArrayList<String>();
        try (var connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL hnsw.ef_search = " + Math.clamp(count, 40, 1_000));
                statement.execute("SET LOCAL statement_timeout = " + SECONDS * 1_000);
            }
            try (var query =
                    connection.prepareStatement(
                            "SELECT id FROM %s WHERE space = ? ORDER BY vector <#> ?::halfvec LIMIT ?"
                                    .formatted(table))) {
                query.setString(1, space);
                query.setString(2, literal(vector));
                query.setInt(3, count);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            words(connection, table, text, count, found);
            connection.rollback();
        }
        return found;
    }

    private void words(
            Connection connection, String table, String text, int count, List<String> found)
            throws SQLException {
        var sql =
                """
                SELECT id FROM %s, (SELECT
                  replace(plainto_tsquery('english', ?)::text, '&', '|')::tsquery AS q) AS question
                WHERE space = ? AND words @@ q ORDER BY ts_rank(words, q) DESC, id LIMIT ?
                """
                        .formatted(table);
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, text.replace('\0', ' '));
            query.setString(2, space);
            query.setInt(3, count);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    if (!found.contains(rows.getString(1))) {
                        found.add(rows.getString(1));
                    }
                }
            }
        }
    }

    private static String literal(float[] vector) {
        var text = new StringBuilder("[");
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }

    @Override
    public void close() {
        connections.close();
    }
}
