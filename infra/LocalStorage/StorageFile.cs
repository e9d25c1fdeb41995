using Microsoft.Data.Sqlite;

namespace Serverless.Infra.LocalStorage;

/// <summary>The account's file, an SQLite database; one caller at a time.</summary>
internal sealed class StorageFile : IDisposable
{
    // Killing the process loses nothing that was acknowledged: the log is the operating system's by then. Only loss of power may take the last moments.
    // A row above a quarter of a page takes pages of its own; rows of scorecards are 1.5 KB. Keys of the audit index fall anywhere: with 128 MiB of pages in
    // memory, and 128 MiB of log before it is copied into the file, what years have left is not read again and goes to its place once, not with each change.
    private const string Schema = """
        PRAGMA page_size = 8192;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA cache_size = -131072;
        PRAGMA wal_autocheckpoint = 16384;
        CREATE TABLE IF NOT EXISTS containers (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS blobs (
            container TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, created INTEGER NOT NULL, type TEXT NOT NULL, encoding TEXT NOT NULL,
            metadata TEXT NOT NULL, content BLOB NOT NULL, unpacked INTEGER, PRIMARY KEY (container, name));
        CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY COLLATE NOCASE) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS entities (
            tableName TEXT NOT NULL COLLATE NOCASE, partitionKey TEXT NOT NULL, rowKey TEXT NOT NULL, version INTEGER NOT NULL, properties TEXT NOT NULL,
            PRIMARY KEY (tableName, partitionKey, rowKey)) WITHOUT ROWID;
        """;

    private readonly Lock turn = new();
    private readonly Dictionary<string, SqliteCommand> commands = [];
    private readonly SqliteConnection connection;
    private readonly TimeProvider time;
    private long version;

    static StorageFile() => SQLitePCL.Batteries_V2.Init();

    private StorageFile(SqliteConnection connection, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
    }

    public static StorageFile Open(string path, TimeProvider time)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        var file = new StorageFile(connection, time);
        try
        {
            connection.Open();
            file.Change(Schema);
            if (file.Read("SELECT 1 FROM pragma_table_info('blobs') WHERE name = 'unpacked'", _ => true).Count == 0)
                file.Change("ALTER TABLE blobs ADD COLUMN unpacked INTEGER"); // a file from before contents were packed
            file.version = Math.Max(
                file.Read("SELECT max(version) FROM (SELECT max(version) AS version FROM blobs UNION SELECT max(version) FROM entities UNION SELECT max(version) FROM containers)", Number).Single(),
                0);
            return file;
        }
        catch (SqliteException error)
        {
            file.Dispose();
            throw new IOException(
                error.SqliteErrorCode is 5 or 6
                    ? $"The storage file '{path}' is open in another process; end that one first."
                    : $"The storage file '{path}' cannot be opened: {error.Message}",
                error);
        }

        static long Number(SqliteDataReader row) => row.IsDBNull(0) ? 0 : row.GetInt64(0);
    }

    /// <summary>Does <paramref name="work"/> alone. It may change one row: then that is stored, or nothing.</summary>
    public T Alone<T>(Func<T> work)
    {
        lock (turn)
            return work();
    }

    /// <summary>Does <paramref name="work"/> alone and whole: when it throws, nothing of it is stored.</summary>
    public T Together<T>(Func<T> work)
    {
        lock (turn)
        {
            Change("BEGIN");
            try
            {
                var result = work();
                Change("COMMIT");
                return result;
            }
            catch
            {
                Change("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Time of a change, in ticks, and its version: of two changes the later has the greater.</summary>
    public long NextVersion()
    {
        lock (turn)
            return version = Math.Max(version + 1, time.GetUtcNow().UtcTicks);
    }

    /// <summary>Runs a statement with <c>$1</c>, <c>$2</c> and so on, and returns the number of rows that it changed.</summary>
    public int Change(string sql, params ReadOnlySpan<object> values)
    {
        lock (turn)
            return Prepare(sql, values).ExecuteNonQuery();
    }

    /// <summary>Rows of a query, until <paramref name="read"/> has seen all.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        lock (turn)
        {
            using var reader = Prepare(sql, values).ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i}", DBNull.Value));
            commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }
}
