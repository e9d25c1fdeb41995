using System.Diagnostics;
using System.Globalization;

namespace Serverless.Infra.Development;

/// <summary>
/// Keeps two Azurites off one folder of data. The lock goes with the owning process; the file also names the Azurite, because that
/// one still saves for a moment after its owner was killed, and whoever comes next must wait until it has.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    readonly FileStream file;

    DataFolderLock(FileStream file)
    {
        this.file = file;
    }

    public static async Task<DataFolderLock> AcquireAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "azurite.lock");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new AzuriteException($"'{folder}' is in use by another Azurite; stop its owner, or choose another data folder.", exception);
        }

        try
        {
            using var previous = ReadPrevious(file);
            if (previous is not null)
                await previous.WaitForExitAsync(cancellationToken).WaitAsync(WaitLimit, time, cancellationToken).ConfigureAwait(false);
            return new DataFolderLock(file);
        }
        catch (Exception exception)
        {
            await file.DisposeAsync().ConfigureAwait(false);
            if (exception is TimeoutException)
                throw new AzuriteException($"The last Azurite of '{folder}' (named in '{path}') has not ended; end it and try again.", exception);
            throw;
        }
    }

    /// <summary>Names the Azurite that works on the folder from now on.</summary>
    public void Record(Process process)
    {
        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Identity(process)));
        file.Flush();
    }

    public void Dispose() => file.Dispose();

    static Process? ReadPrevious(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var identity = reader.ReadToEnd();
        if (!int.TryParse(identity.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        try
        {
            var process = Process.GetProcessById(id);
            if (Identity(process) == identity)
                return process;
            process.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended, before or while it was asked.
            return null;
        }
    }

    /// <summary>Ids of processes are used again; with the time of the start they are unique.</summary>
    static string Identity(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime():yyyy-MM-ddTHH:mm:ss}");
}
