using System.Globalization;

namespace Serverless.Infra.MarketData.Download;

internal static class VendorNumber
{
    /// <summary>The double nearest to <paramref name="value"/>, the same as from the vendor's text: a cast may be off by one unit in the last
    /// place, and would look like a revised bar.</summary>
    public static double ToDouble(this decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
