namespace Serverless.Core.Lifecycle;

/// <summary>Money in whole cents.</summary>
internal static class Cents
{
    /// <summary>Rounded down to the cent.</summary>
    public static decimal Down(decimal amount) => Math.Floor(amount * 100) / 100;

    public static bool AreWhole(decimal amount) => amount * 100 == decimal.Truncate(amount * 100);
}
