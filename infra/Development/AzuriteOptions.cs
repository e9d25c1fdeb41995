namespace Serverless.Infra.Development;

/// <summary>How to run the pinned Azurite.</summary>
/// <param name="ToolFolder">The folder whose package.json pins Azurite (<c>infra/azurite</c>); it is installed there when missing.</param>
/// <param name="DataFolder">Where blobs, queues and tables are kept between runs; null keeps them in memory.</param>
public sealed record AzuriteOptions(string ToolFolder, string? DataFolder = null)
{
    /// <summary>The blob service's port; 0 takes a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The queue service's port; 0 takes a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>The table service's port; 0 takes a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>The clock behind the time limits of installing, starting and stopping.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
