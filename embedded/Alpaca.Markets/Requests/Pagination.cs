namespace Alpaca.Markets;

/// <summary>Which page of the answer to send.</summary>
public sealed class Pagination
{
    /// <summary>Largest page.</summary>
    public static uint MaxPageSize => 10_000;

    /// <summary>Items on a page; null for the server's default of 1000.</summary>
    public uint? Size { get; set; }

    /// <summary>The token of the page before; null for the first page.</summary>
    public string? Token { get; set; }
}
