using Serverless.Testing;
using Serverless.Testing.Api;

namespace Parquet.Net.Tests;

/// <summary>The public surface is the vendor's: a member that comes or goes shows here before anyone compiles against it.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreTheApprovedOnes()
    {
        var approvedFile = Path.Combine(RepositoryPaths.Root, "tests", "Parquet.Net.Tests", "PublicApi.approved.txt");
        var receivedFile = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        var actual = PublicApi.Of(typeof(ParquetReader).Assembly);
        System.IO.File.WriteAllLines(receivedFile, actual);
        var approved = System.IO.File.Exists(approvedFile) ? System.IO.File.ReadAllLines(approvedFile) : [];
        Assert.True(
            approved.SequenceEqual(actual),
            $"The public surface changed. If the vendor's package has these members too, approve: cp {receivedFile} {approvedFile}\n"
            + $"New:\n{string.Join('\n', actual.Except(approved))}\nGone:\n{string.Join('\n', approved.Except(actual))}");
    }
}
