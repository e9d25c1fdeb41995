using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables.Models;
using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class TableServiceClientTests(AzuriteFixture azurite)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    readonly TableServiceClient service = new(azurite.ConnectionString);
    readonly string prefix = "s" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task CreateTableIfNotExists_Twice_AnswersCreatedThenConflict()
    {
        var first = await service.CreateTableIfNotExistsAsync(prefix, Cancellation);
        var second = await service.CreateTableIfNotExistsAsync(prefix, Cancellation);
        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync(prefix, Cancellation));

        Assert.Equal((204, 409), (first.GetRawResponse().Status, second.GetRawResponse().Status));
        Assert.Equal((prefix, prefix), (first.Value.Name, second.Value.Name));
        Assert.True(conflict.ErrorCode == TableErrorCode.TableAlreadyExists);
    }

    [Fact]
    public async Task CreateTable_InvalidName_Throws400() =>
        Assert.Equal(400, (await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync("no-hyphens", Cancellation))).Status);

    [Fact]
    public async Task DeleteTable_Twice_AnswersDeletedThenMissing()
    {
        await service.CreateTableAsync(prefix, Cancellation);

        Assert.Equal(204, (await service.DeleteTableAsync(prefix, Cancellation)).Status);
        Assert.Equal(404, service.DeleteTable(prefix, Cancellation).Status);
    }

    [Fact]
    public async Task Query_Filter_FindsTheTable()
    {
        foreach (var suffix in (string[])["a", "b"])
            await service.CreateTableAsync(prefix + suffix, Cancellation);
        var wanted = prefix + "b";
        FormattableString interpolated = $"TableName eq {wanted}";

        Assert.Equal(wanted, Assert.Single(service.Query(table => table.Name == wanted, cancellationToken: Cancellation)).Name);
        Assert.Equal(wanted, Assert.Single(service.Query(interpolated, cancellationToken: Cancellation)).Name);
        Assert.Equal(
            [prefix + "a", wanted],
            await service.QueryAsync(maxPerPage: 1, cancellationToken: Cancellation).Select(table => table.Name)
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task GetTableClient_SharesAccountAndCredential()
    {
        var table = service.GetTableClient(prefix);
        await table.CreateAsync(Cancellation);

        Assert.Equal("devstoreaccount1", table.AccountName);
        Assert.Equal($"{service.Uri}/{prefix}", table.Uri.ToString());
        Assert.Equal(204, (await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation)).Status);
    }

    [Fact]
    public async Task SharedKey_WrongKey_IsRefused()
    {
        var credential = new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String("wrong"u8));
        var client = new TableClient(service.Uri, prefix, credential);
        await service.CreateTableAsync(prefix, Cancellation);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => client.AddEntityAsync(new TableEntity("p", "r"), Cancellation));
        credential.SetAccountKey(Setting("AccountKey"));

        Assert.Equal(403, exception.Status);
        Assert.Equal(204, (await client.AddEntityAsync(new TableEntity("p", "r"), Cancellation)).Status);
    }

    [Fact]
    public async Task Sas_EveryConstructor_ReadsAndWrites()
    {
        await service.CreateTableAsync(prefix, Cancellation);
        var sas = AccountSas("rwdlacu");
        TableClient[] clients =
        [
            new TableServiceClient(service.Uri, new AzureSasCredential(sas)).GetTableClient(prefix),
            new TableServiceClient(new Uri($"{service.Uri}?{sas}")).GetTableClient(prefix),
            new TableClient(new Uri($"{service.Uri}/{prefix}?{sas}")),
            new TableClient(new Uri($"{service.Uri}/{prefix}"), new AzureSasCredential(sas)),
            new TableClient($"TableEndpoint={service.Uri};SharedAccessSignature={sas}", prefix),
        ];

        foreach (var (index, client) in clients.Index())
        {
            Assert.Equal(prefix, client.Name);
            await client.AddEntityAsync(new TableEntity("p", $"{index}"), Cancellation);
            Assert.Equal(index + 1, client.Query<TableEntity>(row => row.PartitionKey == "p", cancellationToken: Cancellation).Count());
        }
    }

    [Fact]
    public async Task Sas_ReadOnly_CannotWrite()
    {
        await service.CreateTableAsync(prefix, Cancellation);
        var client = new TableClient(new Uri($"{service.Uri}/{prefix}?{AccountSas("r")}"));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => client.AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal(403, exception.Status);
        Assert.Equal("AuthorizationPermissionMismatch", exception.ErrorCode);
    }

    [Fact]
    public void Sas_OverHttpToAnotherMachine_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://account.example"), new AzureSasCredential("sig=x")));

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite", "http://azurite:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("AccountName=acc;AccountKey=a2V5", "https://acc.table.core.windows.net/", "acc")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=acc;AccountKey=a2V5;EndpointSuffix=core.chinacloudapi.cn", "http://acc.table.core.chinacloudapi.cn/", "acc")]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/;SharedAccessSignature=sv=1&sig=a%3D", "https://acc.table.core.windows.net/", "acc")]
    public void Constructor_ConnectionString_FindsEndpointAndAccount(string connectionString, string uri, string account)
    {
        var client = new TableServiceClient(connectionString);

        Assert.Equal((uri, account), (client.Uri.ToString(), client.AccountName));
    }

    [Theory]
    [InlineData("AccountKey=a2V5", "AccountName")]
    [InlineData("AccountName=acc", "AccountKey")]
    [InlineData("nonsense", "name=")]
    public void Constructor_BadConnectionString_SaysWhatIsMissing(string connectionString, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => new TableServiceClient(connectionString)).Message, StringComparison.Ordinal);

    /// <summary>An account SAS, signed as the storage services document it.</summary>
    string AccountSas(string permissions)
    {
        var expiry = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = $"{Setting("AccountName")}\n{permissions}\nt\nsco\n\n{expiry}\n\nhttps,http\n2019-02-02\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Setting("AccountKey")), Encoding.UTF8.GetBytes(text)));
        return $"sv=2019-02-02&ss=t&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }

    string Setting(string name) =>
        azurite.ConnectionString.Split(';').First(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
