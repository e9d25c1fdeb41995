using System.Globalization;
using Serverless.Core.Regimes;

namespace Serverless.Core.Tests.Regimes;

/// <summary>
/// Agreement with labels given by hand, from remembered prices and before the classifier was run on them: what the definitions mean on well-known
/// dates of the S&amp;P 500, the VIX and bitcoin, seldom near a threshold; for the economy the recessions dated by the NBER
/// (1990-07 … 1991-03, 2001-03 … 2001-11, 2007-12 … 2009-06, 2020-02 … 2020-04; the report for a month comes in the next one) with well-known
/// soft patches and booms between them. Labels that the rule cannot meet, such as the first months of the recession of 2008, stay in the list.
/// </summary>
public sealed class RegimeAgreementTests(ITestOutputHelper output)
{
    private const string Equity = """
        BULL 1995-06-30 1996-12-31 1997-07-31 1999-04-30 1999-12-31 2003-09-30 2003-12-31 2004-03-01 2005-07-29 2006-12-29 2007-06-29 2009-12-31
        BULL 2010-04-23 2011-02-18 2012-03-30 2013-05-31 2013-12-31 2014-06-30 2016-12-30 2017-10-31 2018-01-26 2019-04-30 2019-12-31 2020-02-19
        BULL 2020-08-31 2021-06-30 2021-12-31 2023-07-31 2023-12-29 2024-06-28 2024-11-29 2025-08-29
        BEAR 1998-10-08 2000-12-29 2001-04-04 2001-09-28 2002-07-24 2002-10-09 2003-03-11 2008-01-31 2008-07-15 2008-10-10 2008-11-20 2009-03-09
        BEAR 2011-10-03 2016-02-11 2018-12-24 2020-03-23 2022-06-16 2022-09-30 2022-10-12 2025-04-08
        NEUTRAL 2003-05-15 2009-06-30 2010-07-02 2023-01-31
        """;

    private const string Volatility = """
        LOW 1993-12-31 1995-06-30 2004-12-31 2005-07-29 2006-12-29 2007-02-15 2013-03-14 2014-07-03 2017-05-08 2017-11-03 2019-04-17 2019-12-26
        LOW 2023-07-14 2023-12-29 2024-05-31
        NORMAL 1996-05-15 1999-06-15 2000-09-15 2004-03-22 2010-04-12 2012-05-31 2019-08-30 2021-03-31 2021-08-31
        HIGH 1998-08-31 1998-10-08 2001-09-20 2002-07-24 2007-08-16 2008-10-24 2008-11-20 2009-03-09 2010-05-20 2011-08-08 2011-10-03 2015-08-25
        HIGH 2016-01-20 2018-02-08 2018-12-24 2020-03-16 2020-06-12 2022-03-07 2022-06-13 2024-08-07 2025-04-08
        """;

    private const string Crypto = """
        RISK_OFF 2018-06-30 2018-09-15 2018-12-15 2019-02-10 2019-10-15 2019-12-17 2020-03-13 2021-05-30 2021-07-15 2022-01-24 2022-03-10 2022-06-18
        RISK_OFF 2022-11-21 2022-12-31 2023-09-11
        RISK_ON 2019-05-15 2019-06-26 2019-08-05 2020-06-10 2020-08-10 2020-10-31 2020-12-31 2021-02-20 2021-04-13 2021-10-20 2021-11-08 2023-02-15
        RISK_ON 2023-04-13 2023-07-10 2023-11-15 2023-12-31 2024-02-20
        """;

    private const string Macro = """
        RECESSION 1990-12-15 1991-01-15 1991-02-15 2001-03-15 2001-06-15 2001-08-15 2001-11-15 2008-03-15 2008-07-15 2008-11-15 2009-02-15 2009-05-15
        RECESSION 2020-05-15
        SLOWDOWN 1995-12-15 1998-12-15 2000-06-15 2000-11-15 2003-04-15 2007-01-15 2012-12-15 2016-01-15 2019-10-15 2019-12-15
        EXPANSION 1992-06-15 1994-06-15 1997-07-15 1999-09-15 2002-06-15 2004-06-15 2005-06-15 2010-04-15 2011-02-15 2013-09-15 2014-08-15 2017-03-15
        EXPANSION 2018-03-15 2020-10-15 2021-04-15 2021-12-15
        """;

    [Fact]
    public void At_EquityDatesLabelledByHand_AgreesWithAtLeastNineInTen() => AssertAgreement(Equity, state => state.Equity.Value.ToString());

    [Fact]
    public void At_VolatilityDatesLabelledByHand_AgreesWithAtLeastNineInTen() => AssertAgreement(Volatility, state => state.Volatility.Value.ToString());

    [Fact]
    public void At_CryptoDatesLabelledByHand_AgreesWithAtLeastNineInTen() => AssertAgreement(Crypto, state => state.Crypto.Value.ToString());

    [Fact]
    public void At_MacroDatesLabelledByHand_AgreesWithAtLeastNineInTen() => AssertAgreement(Macro, state => state.Macro.Value.ToString());

    private void AssertAgreement(string labels, Func<MarketRegimeState, string> read)
    {
        var history = new RegimeHistory(RealSeries.Inputs);
        var dates = labels.Split('\n').Select(line => line.Split(' ')).SelectMany(words => words.Skip(1).Select(date => (Date: date, Label: words[0]))).ToList();

        // At the end of the day in New York: closes and the index of that date are known.
        var wrong = dates
            .Select(row => (row.Date, row.Label, State: history.At(DateTimeOffset.Parse(row.Date + "T23:59Z", CultureInfo.InvariantCulture))))
            .Where(row => !read(row.State).Equals(row.Label.Replace("_", ""), StringComparison.OrdinalIgnoreCase))
            .ToList();

        foreach (var (date, label, state) in wrong)
            output.WriteLine($"{date}: labelled {label}, read {read(state)}: {state.Equity.Figures} {state.Volatility.Figures} {state.Crypto.Figures} {state.Macro.Figures}");
        output.WriteLine($"{dates.Count - wrong.Count} of {dates.Count} agree");
        Assert.True(wrong.Count <= dates.Count / 10, $"{wrong.Count} of {dates.Count} dates disagree: {string.Join(", ", wrong.Select(row => row.Date))}.");
    }
}
