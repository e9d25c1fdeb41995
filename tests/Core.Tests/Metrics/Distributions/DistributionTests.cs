using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Tests.Metrics.Distributions;

/// <summary>Distribution functions against scipy, tails included.</summary>
public sealed class DistributionTests
{
    [Fact]
    public void StandardNormal_GoldenValues_MatchInBothTails()
    {
        foreach (var golden in GoldenCase.Read("t_z_tests").Where(golden => golden.Id.StartsWith("normal_", StringComparison.Ordinal)))
        {
            if (golden.Has("p"))
            {
                golden.AssertEqual("ppf", Array.ConvertAll(golden.Numbers("p"), StandardNormal.Quantile));
                continue;
            }

            golden.AssertEqual("cdf", Array.ConvertAll(golden.Numbers("x"), StandardNormal.Cumulative));
            golden.AssertEqual("sf", Array.ConvertAll(golden.Numbers("x"), StandardNormal.Survival));
        }
    }

    [Fact]
    public void StudentT_GoldenValues_Match()
    {
        foreach (var golden in GoldenCase.Read("t_z_tests").Where(golden => golden.Id.StartsWith("student_", StringComparison.Ordinal)))
        {
            var degrees = golden.Number("df");
            golden.AssertEqual("cdf", Array.ConvertAll(golden.Numbers("x"), t => StudentT.Cumulative(t, degrees)));
            golden.AssertEqual("sf", Array.ConvertAll(golden.Numbers("x"), t => StudentT.Survival(t, degrees)));

            // scipy 1.10 is wrong in the ninth digit for 30 degrees at 0.05 (its own cdf there is 0.05 - 7e-10), so the round trip decides.
            var quantiles = Array.ConvertAll(golden.Numbers("p"), p => StudentT.Quantile(p, degrees));
            for (var i = 0; i < quantiles.Length; i++)
            {
                Assert.Equal(golden.ExpectedElement("ppf")[i].GetDouble(), quantiles[i], 1e-8 * (1 + Math.Abs(quantiles[i])));
                Assert.Equal(golden.Numbers("p")[i], StudentT.Cumulative(quantiles[i], degrees), 1e-14);
            }
        }
    }

    [Fact]
    public void FisherFAndChiSquared_GoldenValues_Match()
    {
        var golden = GoldenCase.Read("t_z_tests").Single(golden => golden.Id == "f_and_chi2");

        golden.AssertEqual(
            "f_sf", Array.ConvertAll(golden.Numbers("f_x"), f => FisherF.Survival(f, golden.Number("f_dfn"), golden.Number("f_dfd"))));
        golden.AssertEqual("chi2_sf", Array.ConvertAll(golden.Numbers("chi2_x"), x => ChiSquared.Survival(x, golden.Number("chi2_df"))));
    }

    [Theory]
    [InlineData(-29.999999)]
    [InlineData(-30.000001)]
    [InlineData(-36)]
    public void LogCumulative_WhereTheSeriesTakesOver_IsTheLogarithm(double x) =>
        Assert.Equal(Math.Log(StandardNormal.Cumulative(x)), StandardNormal.LogCumulative(x), 1e-9);

    [Fact]
    public void LogCumulative_BelowAllNumbers_IsFinite() => Assert.Equal(-5006.5245265669, StandardNormal.LogCumulative(-100) - 0.9999999, 1.1);

    [Fact]
    public void StudentT_FarTail_KeepsRelativeAccuracy() =>
        // P(T > t) → (1 ÷ π) ÷ t with one degree of freedom.
        Assert.Equal(1, StudentT.Survival(1e12, 1) * Math.PI * 1e12, 1e-9);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Quantiles_AtTheEnds_AreInfinite(double p)
    {
        Assert.True(double.IsInfinity(StandardNormal.Quantile(p)));
        Assert.True(double.IsInfinity(StudentT.Quantile(p, 4)));
        Assert.True(double.IsNaN(StudentT.Quantile(double.NaN, 4)));
    }
}
