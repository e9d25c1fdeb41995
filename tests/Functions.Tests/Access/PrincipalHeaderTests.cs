using System.Text;
using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

public sealed class PrincipalHeaderTests
{
    [Fact]
    public void Read_ClaimsOfAppService_AreThePersonWithEveryRole()
    {
        var caller = Read("""
            {"auth_typ":"aad","role_typ":"roles","claims":[
              {"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"ada"},
              {"typ":"http://schemas.microsoft.com/identity/claims/scope","val":"access_as_user"},
              {"typ":"auth_time","val":"1767225600"},{"typ":"roles","val":"Viewer"},{"typ":"roles","val":"Operator"},{"typ":"other","val":"Admin"}]}
            """)!;

        Assert.Equal(("ada", "Viewer+Operator", true), (caller.Id, caller.RoleText, caller.IsPerson));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), caller.SignedInAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"claims\":[]}")]
    [InlineData("{\"claims\":[{\"typ\":\"oid\",\"val\":\" \"}]}")]
    [InlineData("{\"claims\":[{\"typ\":\"name\",\"val\":\"Ada\"}]}")]
    [InlineData("{\"claims\":7}")]
    [InlineData("no json")]
    public void Read_WithoutAPerson_IsNobody(string json) => Assert.Null(Read(json));

    [Fact]
    public void Read_NoBase64OrTooLong_IsNobody()
    {
        Assert.Null(PrincipalHeader.Read("***"));
        Assert.Null(PrincipalHeader.Read(new string('A', 20_000)));
    }

    private static Caller? Read(string json) => PrincipalHeader.Read(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
}
