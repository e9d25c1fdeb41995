using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

public class DurableTaskClientOptions
{
    private DataConverter dataConverter = JsonDataConverter.Default;
    private bool entitySupportExplicitlySet;

    public string DefaultVersion { get; set; } = "";

    public DataConverter DataConverter
    {
        get => dataConverter;
        set
        {
            dataConverter = value ?? JsonDataConverter.Default;
            DataConverterExplicitlySet = value is not null;
        }
    }

    public bool EnableEntitySupport
    {
        get;
        set
        {
            field = value;
            entitySupportExplicitlySet = true;
        }
    }

    internal bool DataConverterExplicitlySet { get; private set; }

    /// <summary>What the other options set themselves stays.</summary>
    internal void ApplyTo(DurableTaskClientOptions other)
    {
        if (!other.DataConverterExplicitlySet)
            other.DataConverter = DataConverter;
        if (!other.entitySupportExplicitlySet)
            other.EnableEntitySupport = EnableEntitySupport;
        if (!string.IsNullOrWhiteSpace(DefaultVersion))
            other.DefaultVersion = DefaultVersion;
    }
}
