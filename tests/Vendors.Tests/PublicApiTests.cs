using System.Reflection;
using Serverless.Testing;
using Serverless.Testing.Api;

namespace Serverless.Vendors.Tests;

/// <summary>The public surface is the vendors': a member that comes or goes shows here before anyone compiles against it.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Alpaca.Markets")]
    [InlineData("Binance.Net")]
    public void PublicMembers_AreTheApprovedOnes(string assembly)
    {
        var approvedFile = Path.Combine(RepositoryPaths.Root, "tests", "Vendors.Tests", assembly + ".api.txt");
        var receivedFile = Path.Combine(AppContext.BaseDirectory, assembly + ".received.txt");
        var actual = PublicApi.Of(Assembly.Load(assembly));
        File.WriteAllLines(receivedFile, actual);
        var approved = File.Exists(approvedFile) ? File.ReadAllLines(approvedFile) : [];
        Assert.True(
            approved.SequenceEqual(actual),
            $"The public surface of {assembly} changed. If the vendor's has these members too, approve: cp {receivedFile} {approvedFile}\n"
            + $"New:\n{string.Join('\n', actual.Except(approved))}\nGone:\n{string.Join('\n', approved.Except(actual))}");
    }
}
