using FsCheck;
using FsCheck.Fluent;
using Serverless.Infra.Logging;

namespace Serverless.Infra.Tests.Logging;

public sealed class LogMaskTests
{
    private static readonly string[] Names =
        ["ApiKey", "api_key", "APCA-API-SECRET-KEY", "AccountKey", "password", "ConnectionString", "x-functions-key", "SharedAccessSignature", "clientSecret", "accessToken"];

    [Theory]
    [InlineData("apiKey", true)]
    [InlineData("BINANCE_API_KEY", true)]
    [InlineData("StorageConnectionString", true)]
    [InlineData("x-functions-key", true)]
    [InlineData("Authorization", true)]
    [InlineData("PartitionKey", false)]
    [InlineData("IdempotencyKey", false)]
    [InlineData("Sharpe", false)]
    [InlineData("Symbol", false)]
    public void IsSecret_Name_IsAsTheRuleSays(string name, bool isSecret) => Assert.Equal(isSecret, LogMask.IsSecret(name));

    [Theory]
    [InlineData("FinalEquity", true)]
    [InlineData("net_profit", true)]
    [InlineData("Parameters", true)]
    [InlineData("available_balance", true)]
    [InlineData("Trades", false)]
    [InlineData("MaxDrawdown", false)]
    public void IsFigure_Name_IsAsTheRuleSays(string name, bool isFigure) => Assert.Equal(isFigure, LogMask.IsFigure(name));

    [Theory]
    [InlineData("the strategy left 3 messages: all good", "the strategy left 3 messages: all good")]
    [InlineData("PartitionKey=abc; RowKey=def", "PartitionKey=abc; RowKey=def")]
    [InlineData("2024-01-01T00:00:00Z: closed at 12:30", "2024-01-01T00:00:00Z: closed at 12:30")]
    [InlineData("cash: 12.5, trades: 3", "cash: ***, trades: 3")]
    [InlineData("Parameters = { fast = 3 } ok", "Parameters = *** ok")]
    [InlineData("{\"a\":{\"api_key\":\"x y\",\"b\":\"AccountKey=z;k=1\"}}", "{\"a\":{\"api_key\":***,\"b\":\"AccountKey=***;k=1\"}}")]
    [InlineData("x=AccountKey=abc", "x=AccountKey=***")]
    [InlineData("", "")]
    public void Clean_Text_KeepsTheRest(string text, string clean) => Assert.Equal(clean, LogMask.Clean(text, LogStream.Events));

    [Fact]
    public void Clean_AnySecretInAnyForm_IsNotThere() => Prop.ForAll(
        (from bytes in Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf(24)
         from name in Gen.Elements(Names)
         from form in Gen.Choose(0, 4)
         select (Secret: Convert.ToBase64String(bytes), Name: name, Form: form)).ToArbitrary(),
        planted =>
        {
            var text = planted.Form switch
            {
                0 => $"before {planted.Name}={planted.Secret};after=1",
                1 => $"before {planted.Name}: {planted.Secret} after",
                2 => $"{{\"{planted.Name}\":\"{planted.Secret}\",\"after\":1}}",
                3 => $"Authorization: Bearer {planted.Secret}",
                _ => $"https://host/?page=1&code={Uri.EscapeDataString(planted.Secret)}&after=1",
            };
            return Enum.GetValues<LogStream>().All(stream =>
                !LogMask.Clean(text, stream).Contains(planted.Secret[..8], StringComparison.Ordinal)
                && !LogMask.Clean(text, stream).Contains(Uri.EscapeDataString(planted.Secret)[..8], StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
}
