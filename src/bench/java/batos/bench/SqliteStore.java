package batos.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// SQLite, write-ahead log, synchronous=FULL; one connection for each thread.
final class SqliteStore implements Store {
    private final ThreadLocal<Connection> connections = new ThreadLocal<>();
    private final ThreadLocal<PreparedStatement> reading = new ThreadLocal<>();
    private Path file = Path.of("");

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public void open(Path folder) throws Exception {
        java.nio.file.Files.createDirectories(folder);
        file = folder.resolve("store.db");
        try (var statement = connection().createStatement()) {
            statement.execute(
                    "create table if not exists object (oid integer primary key, form blob)");
        }
    }

    private Connection connection() throws SQLException {
        var connection = connections.get();
        if (connection == null || connection.isClosed()) {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (var statement = connection.createStatement()) {
                statement.execute("pragma journal_mode=wal");
                statement.execute("pragma synchronous=full");
                statement.execute("pragma busy_timeout=60000");
            }
            connections.set(connection);
        }
        return connection;
    }

    @Override
    public void put(long[] oids, long salt) throws Exception {
        var connection = connection();
        try (var statement = connection.createStatement();
                var put =
                        connection.prepareStatement("insert or replace into object values (?,?)")) {
            statement.execute("begin immediate");
            for (var oid : oids) {
                put.setLong(1, oid);
                put.setBytes(2, Bytes.of(oid, salt));
                put.execute();
            }
            statement.execute("commit");
        }
    }

    @Override
    public long read(long oid) throws Exception {
        var connection = connection();
        var get = reading.get();
        if (get == null || get.getConnection() != connection) {
            get = connection.prepareStatement("select form from object where oid=?");
            reading.set(get);
        }
        get.setLong(1, oid);
        try (var rows = get.executeQuery()) {
            rows.next();
            return rows.getBytes(1).length;
        }
    }

    @Override
    public void putLarge(String text) throws Exception {
        try (var put =
                connection().prepareStatement("insert or replace into object values (-1,?)")) {
            put.setBytes(1, text.getBytes(StandardCharsets.UTF_8));
            put.execute();
        }
    }

    @Override
    public long readLarge() throws Exception {
        try (var get = connection().prepareStatement("select form from object where oid=-1");
                var rows = get.executeQuery()) {
            rows.next();
            return new String(rows.getBytes(1), StandardCharsets.UTF_8).length();
        }
    }

    @Override
    public void save(Path target) throws Exception {
        try (var statement = connection().createStatement()) {
            statement.execute("vacuum into '" + target + "'");
        }
    }

    @Override
    public void close() throws Exception {
        connection().close();
    }
}
