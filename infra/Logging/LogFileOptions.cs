namespace Serverless.Infra.Logging;

/// <summary>Where log files lie, and how much of them is kept.</summary>
public sealed class LogFileOptions
{
    /// <summary>The folder; null or empty writes no files.</summary>
    public string? Folder { get; set; }

    /// <summary>Size at which a file is put aside, in MiB; at least 1.</summary>
    public int MaxMegabytes { get; set; } = 64;

    /// <summary>Files put aside that are kept of each stream; at least 1.</summary>
    public int Retained { get; set; } = 30;

    /// <summary>Throws unless files can be kept so.</summary>
    /// <exception cref="ArgumentException">They cannot; the message names the setting.</exception>
    public void Check()
    {
        if (MaxMegabytes < 1)
            throw new ArgumentException($"{nameof(MaxMegabytes)} must be at least 1, not {MaxMegabytes}.");
        if (Retained < 1)
            throw new ArgumentException($"{nameof(Retained)} must be at least 1, not {Retained}.");
    }
}
