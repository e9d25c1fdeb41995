using Parquet.Net.Tests.Support;
using Parquet.Schema;
using static Parquet.Net.Tests.Support.TestFiles;

namespace Parquet.Net.Tests;

/// <summary>Damaged files are read or refused, and nothing else.</summary>
public sealed class FuzzTests
{
    const int Files = 100_000;
    const int Seed = 20240229;

    // Files have a few kilobytes. HostileFileTests shows how far one that is made on purpose can go.
    const long MemoryLimit = 8 << 20;

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Read_MutatedFiles_EndInValuesOrADocumentedException()
    {
        var corpus = await CorpusAsync();
        // On a thread of its own: a loop without end must not keep the runner waiting for ever.
        var (read, refused) = await Task.Factory.StartNew(() => ReadAll(corpus), TaskCreationOptions.LongRunning).WaitAsync(Limit, Cancellation);

        TestContext.Current.TestOutputHelper!.WriteLine($"{read} files were read, {refused} refused.");
        Assert.Equal(Files, read + refused);
        // Else mutations would be too weak or too strong to show anything.
        Assert.InRange(read, Files / 50, Files / 2);
    }

    static (int Read, int Refused) ReadAll(IReadOnlyList<byte[]> corpus)
    {
        var random = new Random(Seed);
        var (read, refused) = (0, 0);
        for (var index = 0; index < Files; index++)
        {
            var file = Mutation.Apply(corpus[random.Next(corpus.Count)], corpus, random);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            using var stream = new CountingStream(file);
            var columns = 0;
            try
            {
                Read(stream, ref columns);
                read++;
            }
            catch (Exception exception) when (exception is ParquetException or IOException)
            {
                Assert.False(string.IsNullOrWhiteSpace(exception.Message));
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"File {index} ends in {exception}\n{Convert.ToBase64String(file)}");
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(allocated <= MemoryLimit, $"File {index} of {file.Length} bytes took {allocated} bytes of memory.\n{Convert.ToBase64String(file)}");
            Assert.True(stream.BytesRead <= (columns + 2L) * file.Length, $"File {index} of {file.Length} bytes made {stream.BytesRead} bytes be read for {columns} columns.");
        }

        return (read, refused);
    }

    static void Read(Stream stream, ref int columns)
    {
        using var reader = Result(ParquetReader.CreateAsync(stream));
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            foreach (var field in reader.Schema.DataFields)
            {
                columns++;
                reader.RowGroups[group].GetStatistics(field);
                var column = Result(reader.RowGroups[group].ReadColumnAsync(field));
                Assert.Equal(reader.RowGroups[group].RowCount, column.Data.Length);
            }
        }
    }

    // Memory is counted for this thread only, so that no work may move to another one.
    static T Result<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    static async Task<IReadOnlyList<byte[]>> CorpusAsync()
    {
        var corpus = new List<byte[]>(EncodingTests.Files);
        var random = new Random(Seed);
        var fields = AllTypes.Schema.GetDataFields();
        for (var index = 0; index < 40; index++)
        {
            var some = random.GetItems(Enumerable.Range(0, fields.Length).ToArray(), 4).Distinct().ToArray();
            var columns = AllTypes.Rows(random.Next(5, 40), index);
            var schema = new ParquetSchema(some.Select(column => (Field)fields[column].Clone()));
            var options = new ParquetOptions { UseDictionaryEncoding = index % 2 == 0, UseDeltaBinaryPackedEncoding = index % 4 < 2 };
            var compression = (CompressionMethod[])[CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli];
            Array[] group = [.. some.Select(column => columns[column])];
            corpus.Add(await WriteAsync(schema, index % 5 == 0 ? [group, group] : [group], compression[index % 4], options));
        }

        return corpus;
    }
}
