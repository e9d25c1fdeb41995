using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Infra.Alerts;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.Alerts;

public sealed class AlertWebhookTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 3, 0, 0, TimeSpan.Zero);

    private static readonly Alert Alert = Alert.Open(
        new Finding { Kind = FindingKind.LossGuard, Subject = "sma-1", Severity = AlertSeverity.Critical, Cause = "It lost 17 %, “all” of a day.", NextAction = "Look." }, Now);

    private readonly ManualTimeProvider clock = new(Now);

    [Fact]
    public async Task Send_Accepted_IsSignedOverTimeAndBody()
    {
        await using var server = new LoopbackServer(new Reply(204));
        using var webhook = Webhook(server);

        await webhook.SendAsync("id-1", Alert, TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "id-1/Opened", "application/json"), (request.Method, request.Headers["Idempotency-Key"], request.Headers["Content-Type"]));
        // What a receiver does.
        var stamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}.{request.Body}")));
        Assert.Equal($"t={stamp},v1={expected}", request.Headers[WebhookSignature.Header]);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(("Opened", "Critical", "It lost 17 %, “all” of a day."), (
            body.GetProperty("news").GetString(), body.GetProperty("alert").GetProperty("severity").GetString(), body.GetProperty("alert").GetProperty("cause").GetString()));
    }

    [Fact]
    public void Of_KnownMessage_HasTheKnownSignature() =>
        // printf '1769914800.{}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        Assert.Equal("t=1769914800,v1=5ad2581c0abea5f2bcf95a337cf71ed70e0917e82cdbc3df8d85297d3b2121d6", WebhookSignature.Of(Secret, Now, "{}"u8));

    [Fact]
    public async Task Send_ServerIsAwayAtFirst_TriesAgainAfterGrowingWaits()
    {
        var time = new SkippingTimeProvider(clock, TimeSpan.FromDays(1));
        await using var server = new LoopbackServer(new Reply(503), new Reply(500), new Reply(200));
        using var webhook = Webhook(server, time);

        await webhook.SendAsync("id-1", Alert, TestContext.Current.CancellationToken);

        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(2, time.Waits.Count);
        Assert.Single(server.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(302, 1)]
    [InlineData(503, 4)]
    public async Task Send_NeverAccepted_SaysHowTheServerAnswered(int status, int requests)
    {
        var time = new SkippingTimeProvider(clock, TimeSpan.FromDays(1));
        await using var server = new LoopbackServer(new Reply(status));
        using var webhook = Webhook(server, time);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => webhook.SendAsync("id-1", Alert, TestContext.Current.CancellationToken));

        Assert.Contains($"answered {status} to 'id-1'; it stays pending", error.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public void FindProblem_AddressWithoutALongSecret_NamesTheKey()
    {
        Assert.Null(new WebhookOptions().FindProblem());
        Assert.Contains("Alerts:WebhookSecret", new WebhookOptions { WebhookAddress = new Uri("https://x/"), WebhookSecret = "short" }.FindProblem(), StringComparison.Ordinal);
    }

    // OWASP API7: to another machine only over TLS, as nobody but by the secret, and never to where a cloud hands out credentials.
    [Theory]
    [InlineData("https://hooks.example/alerts", null)]
    [InlineData("https://10.1.2.3/alerts", null)]
    [InlineData("https://[fd00::5]/alerts", null)]
    [InlineData("http://127.0.0.1:8080/alerts", null)]
    [InlineData("http://[::1]/alerts", null)]
    [InlineData("http://localhost/alerts", null)]
    [InlineData("http://hooks.example/alerts", "absolute https address")]
    [InlineData("http://10.1.2.3/alerts", "absolute https address")]
    [InlineData("http://127.0.0.1.hooks.example/alerts", "absolute https address")]
    [InlineData("ftp://hooks.example/alerts", "absolute https address")]
    [InlineData("file:///etc/passwd", "absolute https address")]
    [InlineData("/alerts", "absolute https address")]
    [InlineData("https://user:word@hooks.example/alerts", "user or password")]
    [InlineData("https://user@hooks.example/alerts", "user or password")]
    [InlineData("https://169.254.169.254/metadata/identity", "169.254.169.254, where no receiver can be")]
    [InlineData("https://0xA9FEA9FE/metadata", "169.254.169.254, where no receiver can be")]
    [InlineData("https://[::ffff:169.254.169.254]/metadata", "where no receiver can be")]
    [InlineData("https://[fd00:ec2::254]/latest", "where no receiver can be")]
    [InlineData("https://168.63.129.16/machine", "where no receiver can be")]
    [InlineData("https://0.0.0.0/alerts", "where no receiver can be")]
    [InlineData("https://[::]/alerts", "where no receiver can be")]
    [InlineData("https://239.1.1.1/alerts", "where no receiver can be")]
    public void FindProblem_Address_IsOneThatAReceiverCanHave(string address, string? problem)
    {
        var found = new WebhookOptions { WebhookAddress = new Uri(address, UriKind.RelativeOrAbsolute), WebhookSecret = Secret }.FindProblem();

        if (problem is null)
            Assert.Null(found);
        else
            Assert.Contains(problem, found, StringComparison.Ordinal);
        Assert.DoesNotContain("word@", found ?? "", StringComparison.Ordinal);
    }

    // A name is looked up for every connection, and may by then lead elsewhere than when the settings were read.
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fe80::1")]
    public async Task Connect_NameLeadsWhereNothingMayBeSent_IsRefused(string address)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(async () => await ConnectAsync("https://hooks.example/", address, 443));

        Assert.Contains($"The webhook hooks.example leads to {address}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_SettingsSayThisMachine_IsMade()
    {
        await using var server = new LoopbackServer(new Reply(204));
        await using var stream = await ConnectAsync("http://localhost/", "127.0.0.1", server.Address.Port);

        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task Send_Redirected_IsNotFollowed()
    {
        await using var other = new LoopbackServer(new Reply(204));
        await using var server = new LoopbackServer(new Reply(307) { Headers = [$"Location: {other.Address}"] });
        using var webhook = Webhook(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => webhook.SendAsync("id-1", Alert, TestContext.Current.CancellationToken));

        Assert.Empty(other.Requests);
    }

    private static ValueTask<Stream> ConnectAsync(string receiver, string address, int port) => ReceiverAddresses.ConnectAsync(
        new Uri(receiver), new DnsEndPoint(new Uri(receiver).IdnHost, port), (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }), TestContext.Current.CancellationToken);

    private AlertWebhook Webhook(LoopbackServer server, TimeProvider? time = null) => new(
        new WebhookOptions { WebhookAddress = new Uri(server.Address, "alerts"), WebhookSecret = Secret },
        time ?? clock,
        new HttpPolicy { Attempts = 4, AttemptTimeout = TimeSpan.FromSeconds(30), LongestDelay = TimeSpan.FromSeconds(30) });
}
