using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Serverless.Infra.Development;
using Serverless.Infra.LocalStorage;

namespace Serverless.EndToEnd;

/// <summary>The host over a storage account in one file beside one over Azurite.</summary>
public sealed class LocalStorageTests(SyntheticPlatform azurite) : IClassFixture<SyntheticPlatform>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-e2e-file-");

    private string StorageFile => Path.Combine(folder.FullName, "storage.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Cycle_OverOneFile_GivesTheScorecardThatAzuriteGivesAndSurvivesAKill()
    {
        var expected = await azurite.Platform.StartCycleAsync(seed: 17);
        await azurite.Platform.WaitForEndAsync(expected);
        using (var account = LocalStorageAccount.Open(StorageFile, TimeProvider.System))
            await SyntheticPlatform.SeedAsync(account.Blobs);
        string cycleId;
        await using (var host = await StartAsync())
        {
            using var http = Client(host);
            using var started = await http.PostAsJsonAsync("api/v1/cycles", new { seed = 17, strategies = 60 });
            cycleId = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cycleId").GetString()!;
            await WaitAsync(http, cycleId);
            await host.KillAsync();
        }

        await using var again = await StartAsync();
        using var client = Client(again);
        Assert.Equal(
            Encoding.UTF8.GetString(await azurite.Platform.GetScorecardAsync(expected)),
            Encoding.UTF8.GetString(await client.GetByteArrayAsync($"api/v1/cycles/{cycleId}/scorecard")));
    }

    private static async Task WaitAsync(HttpClient http, string cycleId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var status = await http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{cycleId}", deadline.Token);
            if (status.GetProperty("status").GetString() is "Completed")
                return;
            Assert.True(status.GetProperty("status").GetString() is "Pending" or "Running", status.ToString());
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static HttpClient Client(FunctionsHostProcess host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("x-api-key", Platform.OperatorKey);
        return client;
    }

    private Task<FunctionsHostProcess> StartAsync() => FunctionsHostProcess.StartAsync(
        new FunctionsHostOptions(
            Build.FunctionsHost,
            Path.Combine(folder.FullName, "journal"),
            Platform.Settings($"LocalFile={StorageFile}", schedule: null)),
        CancellationToken.None);
}
