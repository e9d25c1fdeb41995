using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit.Redactions;

/// <summary>Locks stand against a removal. Azurite has none (it answers 501), so that the headers and the refusal of the real service are put into its answers here.</summary>
public sealed class ContentRemovalTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string blob = $"lock-{Guid.NewGuid():N}/evidence.json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "x-ms-legal-hold", "true", "under a legal hold")]
    [InlineData(false, "x-ms-immutability-policy-until-date", "Wed, 01 Jul 2026 00:00:00 GMT", "lapses on 2026-07-01")]
    [InlineData(false, "x-ms-immutability-policy-until-date", "Fri, 01 May 2026 00:00:00 GMT", null)]
    [InlineData(true, "x-ms-has-legal-hold", "true", "under a legal hold")]
    [InlineData(true, "x-ms-has-immutability-policy", "true", "retention policy")]
    [InlineData(true, "x-ms-has-immutability-policy", "false", null)]
    public async Task FindLock_HeadersOfTheService_SaysWhatStandsAgainst(bool ofContainer, string header, string value, string? expected)
    {
        await UploadAsync();
        var removal = Removal(new Answers((request, response) =>
        {
            if (request.RequestUri!.Query.Contains("restype=container", StringComparison.Ordinal) != ofContainer)
                return;
            response.Headers.Remove(header);
            response.Headers.TryAddWithoutValidation(header, value);
        }));

        var found = await removal.FindLockAsync(blob, Cancellation);

        if (expected is null)
            Assert.Null(found);
        else
            Assert.Contains(expected, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_LockedSinceItWasOrdered_StaysAndSaysSo()
    {
        await UploadAsync();
        var locked = Removal(new Answers((request, response) =>
        {
            if (request.Method != HttpMethod.Delete)
                return;
            response.StatusCode = HttpStatusCode.Conflict;
            response.Headers.TryAddWithoutValidation("x-ms-error-code", "BlobImmutableDueToPolicy");
        }, answersItself: true));

        Assert.False(await locked.RemoveAsync(Order(), Cancellation));
        Assert.Equal([blob], await locked.ListPresentAsync(Order(), Cancellation));
        Assert.True(await Removal(new Answers((_, _) => { })).RemoveAsync(Order(), Cancellation));
        Assert.Empty(await locked.ListPresentAsync(Order(), Cancellation));
    }

    private Redaction Order() => new(2, "event", "work", new string('a', 64), Now, "bob", "ada", "It names a client.", [blob]);

    private ContentRemoval Removal(Answers answers) => new(
        new BlobServiceClient(azurite.ConnectionString, new BlobClientOptions { Transport = new HttpClientTransport(answers), Retry = { MaxRetries = 0 } }), new ManualTimeProvider(Now));

    private async Task UploadAsync()
    {
        var container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(RunStore.ContainerName);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await container.GetBlobClient(blob).UploadAsync(BinaryData.FromString("{}"), Cancellation);
    }

    private sealed class Answers(Action<HttpRequestMessage, HttpResponseMessage> change, bool answersItself = false) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = answersItself && request.Method == HttpMethod.Delete ? new HttpResponseMessage { RequestMessage = request, Content = new ByteArrayContent([]) } : await base.SendAsync(request, cancellationToken);
            change(request, response);
            return response;
        }
    }
}
