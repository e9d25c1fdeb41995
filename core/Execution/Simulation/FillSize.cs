using Serverless.Core.Execution.Accounts;

namespace Serverless.Core.Execution.Simulation;

/// <summary>How much of an order can trade. Quantities keep their sign; 0 is nothing.</summary>
internal static class FillSize
{
    // A position of exactly the limit must not fail on the last bit.
    private const double Tolerance = 1e-9;

    /// <summary>The part that makes a position smaller.</summary>
    public static double Reducing(double quantity, double position) => quantity * position >= 0
        ? 0
        : Math.Sign(quantity) * Math.Min(Math.Abs(quantity), Math.Abs(position));

    /// <summary>The part that a position of at most <paramref name="largest"/> units leaves room for; whatever makes it smaller fits.</summary>
    public static double Fitting(double quantity, double position, double largest, InstrumentRules instrument)
    {
        var reduces = quantity * position < 0 && Math.Abs(quantity) <= Math.Abs(position);
        if (reduces || Math.Abs(position + quantity) <= largest * (1 + Tolerance))
            return quantity;
        var room = instrument.RoundDown((Math.Sign(quantity) * largest) - position);
        return room * quantity > 0 ? room : 0;
    }

    /// <summary>The part that <paramref name="volume"/> units of a bar have room for.</summary>
    public static double Available(double quantity, double volume, InstrumentRules instrument) => Math.Abs(quantity) <= volume
        ? quantity
        : Math.Sign(quantity) * instrument.RoundDown(volume);
}
