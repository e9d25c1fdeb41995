namespace Serverless.Core.Reporting.Charts;

/// <summary>The area of a drawing in which values lie; y grows downwards.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
internal readonly record struct Plot(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;
}
