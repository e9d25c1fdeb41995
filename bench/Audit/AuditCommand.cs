using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Serverless.Infra.LocalStorage;

namespace Serverless.Bench.Audit;

/// <summary>
/// An audit log of a million entries in the storage file of one machine: what it takes to write it, to verify all of it, and to prove or find one
/// decision. Everything that reads is a process of its own, so that it begins cold and its memory is its own.
/// </summary>
internal static class AuditCommand
{
    private const int Entries = 1_000_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["write", var kept, var number])
        {
            using var account = OpenAccount(kept);
            await AuditWriting.RunAsync(account, kept, int.Parse(number, CultureInfo.InvariantCulture));
            return 0;
        }

        if (args is [var step, var folder])
        {
            await RunStepAsync(step, folder);
            return 0;
        }

        var temporary = Directory.CreateTempSubdirectory("serverless-bench-audit-");
        try
        {
            var entries = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : Entries;
            using (var account = OpenAccount(temporary.FullName))
                await AuditWriting.RunAsync(account, temporary.FullName, entries);
            foreach (var reading in new[] { "verify", "verify-packed", "prove", "retrieve", "export", "offline" })
                Start(reading, temporary.FullName);
            return 0;
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>Prints a measurement.</summary>
    public static void Print(string what, string figures) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-44} {figures}"));

    private static async Task RunStepAsync(string step, string folder)
    {
        using var account = OpenAccount(folder);
        var reading = new AuditReading(account, folder);
        await (step switch
        {
            "verify" => reading.VerifyAsync(),
            "verify-packed" => reading.VerifyPackedAsync(),
            "prove" => reading.ProveAsync(),
            "retrieve" => reading.RetrieveAsync(),
            "export" => reading.ExportAsync(),
            "offline" => reading.VerifyOfflineAsync(),
            _ => throw new ArgumentException($"There is no step '{step}'."),
        });
        using var self = Process.GetCurrentProcess();
        Print("", string.Create(CultureInfo.InvariantCulture, $"{self.TotalProcessorTime.TotalSeconds:0.00} s of processors, at most {self.PeakWorkingSet64 / 1048576} MiB"));
    }

    private static LocalStorageAccount OpenAccount(string folder) => LocalStorageAccount.Open(Path.Combine(folder, "storage.db"), TimeProvider.System);

    private static void Start(string step, string folder)
    {
        using var process = Process.Start(Environment.ProcessPath!, Arguments(step, folder));
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{step}' ended with {process.ExitCode}.");
    }

    // The program's own file may be a launcher or the runtime that runs this assembly.
    private static string[] Arguments(string step, string folder) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Assembly.GetExecutingAssembly().Location, "audit", step, folder]
            : ["audit", step, folder];
}
