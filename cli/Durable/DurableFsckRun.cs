using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.Journal;

namespace Serverless.Cli.Durable;

/// <summary>Checks one journal, prints the findings and writes what can be saved.</summary>
internal static class DurableFsckRun
{
    public static int Run(string path, string? salvage, bool json)
    {
        if (!Directory.Exists(path))
            throw new CommandException($"There is no folder '{path}'.");
        if (salvage is not null && Directory.Exists(salvage) && Directory.EnumerateFileSystemEntries(salvage).Any())
            throw new CommandException($"'{salvage}' is not empty; --salvage needs a new folder.", ExitCode.Usage);
        try
        {
            using var folder = new DiskFolder(path);
            var report = JournalCheck.Run(folder);
            var saved = salvage is null ? null : Save(folder, report, salvage);
            if (json)
                Console.WriteLine(CommandJson.Serialize(DurableFsckJson.Of(path, report, salvage, saved)));
            else
                DurableFsckView.Write(Consoles.Output, report, salvage, saved);
            return report.IsIntact ? ExitCode.Success : ExitCode.VerificationFailed;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(error.Message, ExitCode.Failure, error);
        }
    }

    /// <summary>What the new journal holds, as read back from it.</summary>
    private static JournalReport Save(DiskFolder folder, JournalReport report, string path)
    {
        using var target = new DiskFolder(path);
        JournalSalvage.Write(folder, report, target);
        return JournalCheck.Run(target);
    }
}
