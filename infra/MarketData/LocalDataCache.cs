namespace Serverless.Infra.MarketData;

/// <summary>
/// Files of a folder on this machine, each named by the content hash of what it holds, so that data are downloaded once. The folder may be
/// deleted at any time; several processes may share it. Whoever reads a file checks its content: a damaged one costs a download, no more.
/// </summary>
/// <param name="folder">Created when the first file is put.</param>
/// <param name="maxBytes">The files least recently written go when the folder would become larger.</param>
public sealed class LocalDataCache(string folder, long maxBytes = 4L << 30)
{
    private const string Extension = ".parquet";

    /// <summary>The bytes of a file, or null.</summary>
    public byte[]? Find(string sha256)
    {
        try
        {
            return File.ReadAllBytes(PathOf(sha256));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Adds or replaces a file in one step. A full disk or a folder that can't be written only costs the saving.</summary>
    public void Put(string sha256, ReadOnlySpan<byte> bytes)
    {
        try
        {
            Directory.CreateDirectory(folder);
            MakeRoom(bytes.Length);
            var temporary = Path.Combine(folder, $"{sha256}.{Path.GetRandomFileName()}");
            try
            {
                File.WriteAllBytes(temporary, bytes);
                File.Move(temporary, PathOf(sha256), overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private void MakeRoom(long length)
    {
        var files = new DirectoryInfo(folder).GetFiles('*' + Extension);
        var total = files.Sum(file => file.Length) + length;
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc).TakeWhile(_ => total > maxBytes))
        {
            total -= file.Length;
            file.Delete();
        }
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256 + Extension);
}
