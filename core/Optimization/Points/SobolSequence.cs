using System.Numerics;

namespace Serverless.Core.Optimization.Points;

/// <summary>
/// The Sobol sequence in base 2 with the direction numbers of Joe and Kuo (2008, <c>new-joe-kuo-6</c>), in the order of Antonov and Saleev
/// (1979), as 32-bit fractions.
/// </summary>
public static class SobolSequence
{
    private const int Bits = 32;

    // For dimensions 2, 3, …: the coefficients a of the primitive polynomial, then m₁ … m_s, whose number is its degree s.
    private static readonly uint[][] Polynomials =
    [
        [0, 1], [1, 1, 3], [1, 1, 3, 1], [2, 1, 1, 1], [1, 1, 1, 3, 3], [4, 1, 3, 5, 13], [2, 1, 1, 5, 5, 17], [4, 1, 1, 5, 5, 5],
        [7, 1, 1, 7, 11, 19], [11, 1, 1, 5, 1, 1], [13, 1, 1, 1, 3, 11], [14, 1, 3, 5, 5, 31], [1, 1, 3, 3, 9, 7, 49],
        [13, 1, 1, 1, 15, 21, 21], [16, 1, 3, 1, 13, 27, 49], [19, 1, 1, 1, 15, 7, 5], [22, 1, 3, 1, 15, 13, 25], [25, 1, 1, 5, 5, 19, 61],
        [1, 1, 3, 7, 11, 23, 15, 103], [4, 1, 3, 7, 13, 13, 15, 69], [7, 1, 1, 3, 13, 7, 35, 63], [8, 1, 3, 5, 9, 1, 25, 53],
        [14, 1, 3, 1, 13, 9, 35, 107], [19, 1, 3, 1, 5, 27, 61, 31], [21, 1, 1, 5, 11, 19, 41, 61], [28, 1, 3, 5, 3, 3, 13, 69],
        [31, 1, 1, 7, 13, 1, 19, 1], [32, 1, 3, 7, 5, 13, 19, 59], [37, 1, 1, 3, 9, 25, 29, 41], [41, 1, 3, 5, 13, 23, 1, 55],
        [42, 1, 3, 7, 3, 13, 59, 17],
    ];

    private static readonly uint[][] Directions = [.. Enumerable.Range(0, Polynomials.Length + 1).Select(DirectionsOf)];

    /// <summary>Number of dimensions that the table covers.</summary>
    public static int MaxDimensions => Directions.Length;

    /// <summary>One coordinate of a point, to be divided by 2³².</summary>
    /// <param name="index">Number of the point, from 0, which is the origin.</param>
    /// <param name="dimension">Dimension from 0, below <see cref="MaxDimensions"/>.</param>
    public static uint Coordinate(uint index, int dimension)
    {
        var directions = Directions[dimension];
        var coordinate = 0u;
        for (var gray = index ^ (index >> 1); gray != 0; gray &= gray - 1)
            coordinate ^= directions[BitOperations.TrailingZeroCount(gray)];
        return coordinate;
    }

    private static uint[] DirectionsOf(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (var i = 0; i < Bits; i++)
                directions[i] = 1u << (Bits - 1 - i);
            return directions;
        }

        var coefficients = Polynomials[dimension - 1][0];
        var initial = Polynomials[dimension - 1].AsSpan(1);
        var degree = initial.Length;
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = initial[i] << (Bits - 1 - i);
                continue;
            }

            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
                directions[i] ^= ((coefficients >> (degree - 1 - k)) & 1) * directions[i - k];
        }

        return directions;
    }
}
