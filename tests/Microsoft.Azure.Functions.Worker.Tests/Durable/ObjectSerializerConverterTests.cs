using Microsoft.Azure.Functions.Worker.Durable;

namespace Microsoft.Azure.Functions.Worker.Tests.Durable;

public sealed class ObjectSerializerConverterTests
{
    private readonly ObjectSerializerConverter converter = new(new WorkerOptions().Serializer!);

    [Fact]
    public void Serialize_Properties_ArePascalCaseAndFieldsAreLost() =>
        Assert.Equal("""{"Name":"n"}""", converter.Serialize(new Mixed { Name = "n", Hidden = 3 }));

    [Fact]
    public void Deserialize_Names_AreReadWithoutCase() =>
        Assert.Equal("n", Assert.IsType<Mixed>(converter.Deserialize("""{"name":"n"}""", typeof(Mixed))).Name);

    [Fact]
    public void Null_IsNoTextInBothDirections()
    {
        Assert.Null(converter.Serialize(null));
        Assert.Null(converter.Deserialize(null, typeof(Mixed)));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 255 })]
    [InlineData(1.1)]
    [InlineData("text")]
    public void RoundTrip_Value_IsEqual(object value) => Assert.Equal(value, converter.Deserialize(converter.Serialize(value), value.GetType()));

    [Fact]
    public void Serialize_TimeSpan_UsesTheConstantFormat() => Assert.Equal("\"1.02:03:04\"", converter.Serialize(new TimeSpan(1, 2, 3, 4)));

    private sealed class Mixed
    {
        public int Hidden;

        public string? Name { get; set; }
    }
}
