using Serverless.Core.Validation.Hypotheses;

namespace Serverless.Core.Tests.Validation.Hypotheses;

public sealed class MannWhitneyTests
{
    [Theory]
    [InlineData(Alternative.Greater)]
    [InlineData(Alternative.Less)]
    [InlineData(Alternative.TwoSided)]
    public void Exact_SamplesApart_IsNoMoreThanCertain(Alternative alternative)
    {
        for (var n = 1; n <= 12; n++)
        {
            for (var m = 1; m <= 12; m++)
            {
                double[] low = [.. Enumerable.Range(0, n).Select(value => (double)value)], high = [.. Enumerable.Range(n, m).Select(value => (double)value)];
                Assert.InRange(MannWhitney.Exact(low, high, alternative).PValue!.Value, 0, 1);
                Assert.InRange(MannWhitney.Exact(high, low, alternative).PValue!.Value, 0, 1);
            }
        }
    }
}
