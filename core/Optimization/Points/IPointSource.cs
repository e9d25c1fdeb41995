namespace Serverless.Core.Optimization.Points;

/// <summary>A sequence of points in the unit cube, [0, 1] in each dimension. Point <c>i</c> is a function of <c>i</c> alone.</summary>
public interface IPointSource
{
    /// <summary>Writes the point at <paramref name="index"/>, from 0; false when the sequence ends before.</summary>
    bool TryDraw(long index, Span<double> point);
}
